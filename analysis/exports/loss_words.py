"""What formats lose and why, in Kazakh, Russian and English; an English entry is the key."""

from __future__ import annotations

from analysis.codebook import Text

AND_MORE: Text = {"kk": " және тағы {}", "ru": " и ещё {}", "en": " and {} more"}

WHAT: dict[str, tuple[str, str]] = {
    "answers": ("жауаптар", "ответы"),
    "background fact": ("жеке мәлімет белгісі", "пометка сведений о человеке"),
    "calibration": ("калибрлеу", "калибровка"),
    "end of long texts": ("ұзын мәтіндердің соңы", "конец длинных текстов"),
    "end of the title": ("тақырыптың соңы", "конец заглавия"),
    "end of value labels": ("жауап атауларының соңы", "конец меток значений"),
    "end of variable labels": ("айнымалы атауларының соңы", "конец меток переменных"),
    "labels in the other languages": ("басқа тілдердегі атаулар", "метки на других языках"),
    "line breaks in labels": ("атаулардағы жаңа жол", "переносы строк в метках"),
    "limits": ("ең аз және ең көп мән", "наименьшее и наибольшее"),
    "name": ("айнымалылардың аты", "имена переменных"),
    "name of codes": ("кодтардың аты", "имена кодов"),
    "net": ("жиынтық", "сводная группа"),
    "number of ranks": ("орындар саны", "число мест"),
    "reason of a missing answer": ("жауаптың жоқ болу себебі", "причина пропуска"),
    "replicate weights": ("қосалқы салмақтар", "реплицированные веса"),
    "reversed item": ("кері пункт белгісі", "пометка обратного пункта"),
    "rule for lonely strata": ("жалғыз бірлікті қабаттың ережесі", "правило для страт из одной единицы"),
    "scale": ("шкала", "шкала"),
    "score": ("ұпай", "балл"),
    "set": ("айнымалылар тобы", "набор переменных"),
    "unit": ("өлшем бірлігі", "единица измерения"),
    "unit in the other languages": ("басқа тілдердегі өлшем бірлігі", "единица на других языках"),
    "universe": ("қойылу шарты", "условие вопроса"),
    "zero characters": ("нөл таңбалары", "нулевые символы"),
    "why a text is missing": ("мәтіннің жоқ болу себебі", "почему текста нет"),
}
"""What is lost: English -> (Kazakh, Russian)."""

WHY: dict[str, tuple[str, str]] = {
    "a codebook holds counts only": ("код кітабында тек сандар бар", "в книге кодов только числа"),
    "a codebook holds none": ("код кітабында олар жоқ", "в книге кодов их нет"),
    "a cell has at most {} letters": ("ұяшыққа ең көбі {} әріп сыяды", "в ячейке не больше {} знаков"),
    "a factor of R has no place for it; the codebook has": (
        "R факторында оған орын жоқ; код кітабында бар",
        "в факторе R для неё нет места; она есть в книге кодов",
    ),
    "a label has at most {} bytes": ("атауға ең көбі {} байт сыяды", "в метке не больше {} байт"),
    "a label has at most {} letters": ("атауға ең көбі {} әріп сыяды", "в метке не больше {} знаков"),
    "a name has at most {} bytes: letters, digits and underscores; capitals are no difference": (
        "ат ең көбі {} байт: әріп, цифр және астын сызу белгісі; бас әріп пен кіші әріп бірдей",
        "имя — не больше {} байт: буквы, цифры и подчёркивания; заглавные и строчные не различаются",
    ),
    "a name has at most {} letters, digits and underscores": (
        "ат ең көбі {} таңба: әріп, цифр және астын сызу белгісі",
        "имя — не больше {} знаков: буквы, цифры и подчёркивания",
    ),
    "a text has at most {} bytes": ("мәтінге ең көбі {} байт сыяды", "в тексте не больше {} байт"),
    "a space stands for them: a text ends there": (
        "олардың орнында бос орын тұр: мәтін сол жерде аяқталады",
        "вместо них пробел: на них текст кончается",
    ),
    "a title has at most {} bytes": ("тақырыпқа ең көбі {} байт сыяды", "в заглавии не больше {} байт"),
    "a title has at most {} letters": ("тақырыпқа ең көбі {} әріп сыяды", "в заглавии не больше {} знаков"),
    "an answer is the same word": ("дәл сондай жауап бар", "есть такой же ответ"),
    "carried beside the data, where Saualnama finds it again": (
        "деректердің жанында сақталады, Сауалнама оны қайта табады",
        "лежит рядом с данными, Saualnama найдёт это снова",
    ),
    "DDI-Codebook has no place for it; the codebook beside has": (
        "DDI-Codebook ішінде оған орын жоқ; жанындағы код кітабында бар",
        "в DDI-Codebook для этого нет места; это есть в книге кодов рядом",
    ),
    "it is blank; SPSS keeps reasons of numbers only": (
        "орны бос; SPSS тек сандардың себебін сақтайды",
        "там пусто; SPSS хранит причины только у чисел",
    ),
    "it is blank; Stata keeps reasons of numbers only": (
        "орны бос; Stata тек сандардың себебін сақтайды",
        "там пусто; Stata хранит причины только у чисел",
    ),
    "labels have one line": ("атау бір жолға жазылады", "метка — одна строка"),
    "R keeps labels of one language; the codebook has all": (
        "R атауларды бір тілде сақтайды; барлығы код кітабында бар",
        "R хранит метки на одном языке; в книге кодов есть все",
    ),
    "say `lonely='{}'` when you read the file": (
        "файлды оқығанда `lonely='{}'` деп көрсетіңіз",
        "при чтении файла укажите `lonely='{}'`",
    ),
    "SPSS has no grids and rankings: their variables stand one by one": (
        "SPSS-те кесте мен рет қою жоқ: айнымалылары жеке-жеке тұр",
        "в SPSS нет таблиц и ранжирований: их переменные стоят по отдельности",
    ),
    "Stata has no sets: their variables stand one by one": (
        "Stata-да топтар жоқ: айнымалылары жеке-жеке тұр",
        "в Stata нет наборов: их переменные стоят по отдельности",
    ),
    "the page is in one language": ("бет бір тілде", "страница на одном языке"),
    "the weights are calibrated; the file does not say to which totals": (
        "салмақтар калибрленген; қай жиынтықтарға екені файлда айтылмайды",
        "веса калиброваны; к каким итогам, файл не говорит",
    ),
    "the weights stand in the file, their replicates do not": (
        "файлда салмақтар бар, қосалқылары жоқ",
        "веса в файле есть, реплицированных нет",
    ),
}
"""Why it is: English -> (Kazakh, Russian), numbers and words in the place of {}."""


def told(english: str, *numbers: object) -> Text:
    """An entry of this table in every language, the numbers in their places.

    >>> told("net")["kk"], told("a label has at most {} bytes", 256)["en"]
    ('жиынтық', 'a label has at most 256 bytes')
    """
    kazakh, russian = (WHAT if english in WHAT else WHY)[english]
    both = {"kk": kazakh, "ru": russian, "en": english}
    return {language: words.format(*numbers) for language, words in both.items()}
