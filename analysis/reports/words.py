"""The words of reports in Kazakh, Russian and English.

Kazakh numbers take their suffixes where a sentence needs them: {count:possessive} is "53-і",
{percent:possessive} "22 %-ы" (`say` hands them over as `Number`). Labels of answers stand in quotation marks
and never take a suffix.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.kazakh import suffix, with_suffix

LANGUAGES = ("kk", "ru", "en")
NBSP = "\u00a0"

ELEMENTS: dict[str, dict[str, str]] = {
    "strategy": {"kk": "Дерек жинау тәсілі", "ru": "Способ сбора данных", "en": "Data collection strategy"},
    "sponsor": {
        "kk": "Тапсырыс берген және қаржыландырған",
        "ru": "Заказчик и финансирование",
        "en": "Sponsor and funding",
    },
    "conductor": {"kk": "Зерттеуді жүргізген", "ru": "Кто провёл опрос", "en": "Conducted by"},
    "instrument": {"kk": "Сұрақтар", "ru": "Вопросы", "en": "Questions"},
    "population": {
        "kk": "Кімдер зерттелді",
        "ru": "Изучаемая совокупность",
        "en": "Population under study",
    },
    "frame": {
        "kk": "Шақырылғандар тізімі және оған кірмегендер",
        "ru": "Список приглашённых и кто в него не вошёл",
        "en": "Sampling frame and whom it leaves out",
    },
    "recruitment": {"kk": "Қалай шақырылды", "ru": "Как приглашали", "en": "Recruitment"},
    "mode": {"kk": "Жауап беру жолы", "ru": "Как отвечали", "en": "Mode of answering"},
    "languages": {"kk": "Сауалнама тілдері", "ru": "Языки анкеты", "en": "Languages"},
    "dates": {"kk": "Өткізілген күндері", "ru": "Сроки проведения", "en": "Dates of the field"},
    "field_start": {"kk": "Басталған күні", "ru": "Первый день опроса", "en": "First day of the field"},
    "field_end": {"kk": "Аяқталған күні", "ru": "Последний день опроса", "en": "Last day of the field"},
    "sample": {
        "kk": "Қатысқандар саны және қатысу үлесі",
        "ru": "Число ответивших и доля ответивших",
        "en": "Sample size and response rate",
    },
    "weighting": {"kk": "Салмақтау", "ru": "Взвешивание", "en": "Weighting"},
    "precision": {"kk": "Дәлдік", "ru": "Точность", "en": "Precision"},
    "protection": {"kk": "Адамдарды қорғау", "ru": "Защита людей", "en": "Protection of people"},
    "quality": {
        "kk": "Өңдеу және сапаны тексеру",
        "ru": "Обработка и контроль качества",
        "en": "Processing and quality control",
    },
    "limitations": {"kk": "Шектеулер", "ru": "Ограничения", "en": "Limitations"},
    "contact": {"kk": "Байланыс", "ru": "Контакты", "en": "Contact"},
}
"""What each element of a methods statement is called."""

ASKED: dict[str, dict[str, str]] = {
    "sponsor": {
        "kk": "Зерттеуге кім тапсырыс берді, қаржысы қайдан?",
        "ru": "Кто заказал опрос и из каких средств он оплачен?",
        "en": "Who commissioned the survey, and who paid for it?",
    },
    "conductor": {
        "kk": "Сауалнаманы кім жүргізді?",
        "ru": "Кто провёл опрос?",
        "en": "Who carried it out?",
    },
    "population": {
        "kk": "Нәтиже кімдер туралы айтады: қандай адамдар, қай жерде, қай кезде?",
        "ru": "О ком говорят результаты: какие люди, где, когда?",
        "en": "Whom do the results speak of: which people, where, when?",
    },
    "frame": {
        "kk": "Шақырылғандар тізімі қайдан алынды, қай күнгі, кімдер оған кірмей қалды?",
        "ru": "Откуда взят список приглашённых, на какой день, кого в нём нет?",
        "en": "Where does the list of those invited come from, of which day, and whom does it leave out?",
    },
    "recruitment": {
        "kk": "Адамдарды кім, қалай шақырды, неше рет еске салды, сыйақы болды ма?",
        "ru": "Кто и как приглашал людей, сколько раз напоминали, было ли вознаграждение?",
        "en": "Who invited people and how, how often were they reminded, was there a reward?",
    },
    "mode": {
        "kk": "Веб-беттен басқа жауап беру жолы болды ма (қағаз, компьютер сыныбы)?",
        "ru": "Отвечали ли иначе, чем на сайте (на бумаге, в компьютерном классе)?",
        "en": "Was there another way to answer than the web page (paper, a computer room)?",
    },
    "field_start": {
        "kk": "Алғашқы шақыру жіберілген күн, мысалы: 2026-10-01",
        "ru": "День первых приглашений, например: 2026-10-01",
        "en": "The day of the first invitations, like 2026-10-01",
    },
    "field_end": {
        "kk": "Сауалнама жабылған күн, мысалы: 2026-10-31",
        "ru": "День закрытия опроса, например: 2026-10-31",
        "en": "The day of closing, like 2026-10-31",
    },
    "quality": {
        "kk": "Сауалнама қалай сыналды, жауаптар қалай тексерілді, нелер шығарып тасталды?",
        "ru": "Как проверяли анкету и ответы, что исключили?",
        "en": "How were questionnaire and answers checked, and what was left out?",
    },
    "limitations": {
        "kk": "Бұл нәтижеден не айтуға болмайды?",
        "ru": "Чего из этих результатов заключать нельзя?",
        "en": "What cannot be concluded from these results?",
    },
    "contact": {
        "kk": "Есеп туралы кімнен сұрауға болады?",
        "ru": "К кому обращаться с вопросами об отчёте?",
        "en": "Who answers questions about the report?",
    },
}
"""What each element that people fill asks for."""

WORDS: dict[str, dict[str, str]] = {
    "table": {"kk": "{number}-кесте", "ru": "Таблица {number}", "en": "Table {number}"},
    "figure": {"kk": "{number}-сурет", "ru": "Рисунок {number}", "en": "Figure {number}"},
    "see": {"kk": "{to}.", "ru": "{to}.", "en": "{to}."},
    "contents": {"kk": "Мазмұны", "ru": "Содержание", "en": "Contents"},
    "page": {
        "kk": "{page}-бет, барлығы {pages}",
        "ru": "Страница {page} из {pages}",
        "en": "Page {page} of {pages}",
    },
    "report": {
        "kk": "Сауалнама нәтижелері туралы есеп",
        "ru": "Отчёт о результатах опроса",
        "en": "Report on the results of a survey",
    },
    "release": {
        "kk": "{address} сауалнамасы, {release}-жарияланым",
        "ru": "Опрос {address}, публикация {release}",
        "en": "Survey {address}, release {release}",
    },
    "dates": {"kk": "{start} – {end}", "ru": "{start} – {end}", "en": "{start} – {end}"},
    "methods": {"kk": "Зерттеу әдісі", "ru": "Как проводился опрос", "en": "How the survey was made"},
    "census": {
        "kk": "Тізімдегі адамдардың бәрі шақырылды; олардың ішінен іріктеме жасалған жоқ.",
        "ru": "Приглашены все, кто есть в списке; выборка из него не строилась.",
        "en": "Everybody in the sampling frame was invited; no sample was drawn from it.",
    },
    "open": {
        "kk": "Сілтемесі бар кез келген адам жауап бере алды. Қатысушылар өздері келген, сондықтан бұл "
        "– ықтималдық іріктемесі емес, қателік шегі берілмейді.",
        "ru": "Ответить мог каждый, у кого была ссылка. Участники выбрали себя сами, поэтому это не "
        "вероятностная выборка и погрешность не указывается.",
        "en": "Anybody who had the link could answer. People chose themselves, so this is no "
        "probability sample and no margin of error is given.",
    },
    "instrument": {
        "kk": "Барлық сұрақтың толық мәтіні «{heading}» бөлімінде тұр.",
        "ru": "Полные формулировки всех вопросов — в разделе «{heading}».",
        "en": "The full wording of every question stands in “{heading}”.",
    },
    "mode invited": {
        "kk": "Адамдар веб-бетте жеке бір реттік сілтемемен немесе қағаздағы кодпен өздері толтырды. "
        "Жауаптар сауалнама жабылғанша аты-жөнсіз, уақытсыз және құрылғысыз, мөрленген күйде "
        "сақталды.",
        "ru": "Люди заполняли анкету на сайте сами, по личной одноразовой ссылке или коду с карточки. "
        "До закрытия опроса ответы хранились запечатанными, без имени, времени и устройства.",
        "en": "People answered by themselves on a web page, by a personal one-time link or the code of "
        "a printed card. Until the survey closed the answers were kept sealed, without name, time"
        " or device.",
    },
    "mode open": {
        "kk": "Адамдар веб-бетте ортақ сілтемемен өздері толтырды. Жауаптар сауалнама жабылғанша "
        "аты-жөнсіз, уақытсыз және құрылғысыз, мөрленген күйде сақталды.",
        "ru": "Люди заполняли анкету на сайте сами, по общей ссылке. До закрытия опроса ответы "
        "хранились запечатанными, без имени, времени и устройства.",
        "en": "People answered by themselves on a web page, by a public link. Until the survey closed "
        "the answers were kept sealed, without name, time or device.",
    },
    "in kk": {"kk": "қазақ", "ru": "казахский", "en": "Kazakh"},
    "in ru": {"kk": "орыс", "ru": "русский", "en": "Russian"},
    "in en": {"kk": "ағылшын", "ru": "английский", "en": "English"},
    "response": {
        "kk": "Шақырылған {population} адамның {n:possessive} жауап берді.",
        "ru": "Ответили {n} из {population} приглашённых.",
        "en": "{n} of the {population} people invited answered.",
    },
    "response rate": {
        "kk": "Қатысу үлесі – {percent} (AAPOR RR2: тізімдегілердің бәрі зерттелетіндерге жатады деп "
        "саналды).",
        "ru": "Доля ответивших — {percent} (AAPOR RR2: все из списка считаются подходящими).",
        "en": "The response rate is {percent} (AAPOR RR2, all people of the frame taken as eligible).",
    },
    "answers in all": {
        "kk": "Барлығы {n} жауап келді.",
        "ru": "Получено ответов: {n}.",
        "en": "Answers received: {n}.",
    },
    "unweighted": {
        "kk": "Жауаптар салмақталмады: әр адам бір рет саналады.",
        "ru": "Ответы не взвешены: каждый человек учтён один раз.",
        "en": "The answers are not weighted: each person counts once.",
    },
    "no margins": {
        "kk": "Адамдар өздері келгендіктен, қателік шегін айтуға болмайды.",
        "ru": "Люди выбрали себя сами, поэтому погрешность указать нельзя.",
        "en": "People chose themselves, so no margin of error can be given.",
    },
    "silent": {
        "kk": "Шақырылғандардың {silent:possessive} жауап бермеді; олардың пікірі белгісіз.",
        "ru": "Не ответили {silent} из приглашённых; что они думают, неизвестно.",
        "en": "{silent} of those invited did not answer; what they think is not known.",
    },
    "protected": {
        "kk": "Топтарға бөлінетін деректер әр топта кемінде {least} адам болғанша ірілендірілді. Барлық"
        " адам туралы сандар дәл. Топтар бойынша сандарға аздаған кездейсоқ түзету қосылған, "
        "топтағы адам саны 5-ке дейін дөңгелектелген, пайыздар бүтін; сондықтан олар дәл "
        "қосылмауы мүмкін.",
        "ru": "Сведения, по которым делятся группы, укрупнены, пока в каждой группе не стало хотя бы "
        "{least} человек. Числа обо всех вместе точные. В числа по группам внесена небольшая "
        "случайная поправка, размер групп округлён до 5, проценты целые, поэтому суммы могут не "
        "сходиться.",
        "en": "Facts by which people are grouped are recoded until each group holds at least {least} "
        "people. Numbers about everybody are exact. Numbers of groups carry a little random "
        "noise, the sizes of groups are rounded to 5 and per cents are whole, so that sums may "
        "differ.",
    },
    "who took part": {"kk": "Кімдер қатысты", "ru": "Кто участвовал", "en": "Who took part"},
    "people": {"kk": "Адамдар", "ru": "Люди", "en": "People"},
    "number": {"kk": "Саны", "ru": "Число", "en": "Number"},
    "invited": {"kk": "Шақырылғаны", "ru": "Приглашены", "en": "Invited"},
    "answered": {"kk": "Жауап бергені", "ru": "Ответили", "en": "Answered"},
    "did not answer": {"kk": "Жауап бермегені", "ru": "Не ответили", "en": "Did not answer"},
    "rate": {"kk": "Қатысу үлесі", "ru": "Доля ответивших", "en": "Response rate"},
    "about group": {
        "kk": "Бұл есепте «{group}» тобы барлық қатысушымен қатар көрсетілген.",
        "ru": "В этом отчёте группа «{group}» показана рядом со всеми участниками.",
        "en": "This report shows the group “{group}” beside all who took part.",
    },
    "merged": {
        "kk": "«{group}» жеке көрсетуге тым шағын, сондықтан басқалармен бірге алынды: {others}.",
        "ru": "«{group}» — слишком малая группа, чтобы показывать её отдельно, поэтому она взята вместе"
        " с другими: {others}.",
        "en": "“{group}” is too small a group to be shown alone, so it is taken together with others: "
        "{others}.",
    },
    "no class": {
        "kk": "«{group}» тобында адам тым аз, сондықтан оның кестелері көрсетілмейді; мұнда тек барлық "
        "қатысушының нәтижесі берілген.",
        "ru": "В группе «{group}» слишком мало людей, поэтому её таблицы не показываются; здесь даны "
        "результаты всех участников вместе.",
        "en": "Too few people stand in the group “{group}”, so no table of it is shown; the results are"
        " those of all who took part.",
    },
    "questionnaire": {
        "kk": "Сауалнама сұрақтары және жауап бергендер саны",
        "ru": "Вопросы анкеты и число ответивших",
        "en": "The questionnaire, with the numbers of those who answered",
    },
    "no title": {"kk": "Сұрақтар", "ru": "Вопросы", "en": "Questions"},
    "offered": {
        "kk": "Ұсынылған жауаптар: {answers}.",
        "ru": "Варианты ответа: {answers}.",
        "en": "Answers offered: {answers}.",
    },
    "not published": {
        "kk": "Жауаптары жарияланбаған.",
        "ru": "Ответы не опубликованы.",
        "en": "The answers are not published.",
    },
    "asked": {"kk": "Сұралғаны: {n}.", "ru": "Вопрос задан: {n}.", "en": "Asked: {n}."},
    "bases": {
        "kk": "Жауап бергені: {low}–{high}.",
        "ru": "Ответили: {low}–{high}.",
        "en": "Answered: {low}–{high}.",
    },
    "based": {"kk": "Жауап бергені: {base}.", "ru": "Ответили: {base}.", "en": "Answered: {base}."},
    "and": {"kk": " және ", "ru": " и ", "en": " and "},
    "results": {"kk": "Нәтижелер", "ru": "Результаты", "en": "Results"},
    "section": {"kk": "{title}", "ru": "{title}", "en": "{title}"},
    "profile": {
        "kk": "Кімдер жауап берді: {title}",
        "ru": "Кто ответил: {title}",
        "en": "Who answered: {title}",
    },
    "question": {"kk": "{number}. {question}", "ru": "{number}. {question}", "en": "{number}. {question}"},
    "answers to": {
        "kk": "{number}-сұрақтың жауаптары",
        "ru": "Ответы на вопрос {number}",
        "en": "Answers to question {number}",
    },
    "shares of": {
        "kk": "{number}-сұрақ: жауаптардың үлесі",
        "ru": "Вопрос {number}: доли ответов",
        "en": "Question {number}: shares of the answers",
    },
    "answer": {"kk": "Жауап", "ru": "Ответ", "en": "Answer"},
    "statement": {"kk": "Жол", "ru": "Строка", "en": "Line"},
    "share": {"kk": "Үлесі", "ru": "Доля", "en": "Share"},
    "interval": {"kk": "{level} % аралығы", "ru": "Интервал {level} %", "en": "{level}% interval"},
    "first place": {"kk": "Бірінші орын", "ru": "Первое место", "en": "First place"},
    "mean rank": {"kk": "Орташа орын", "ru": "Среднее место", "en": "Mean rank"},
    "mean": {"kk": "Орташа мәні", "ru": "Среднее", "en": "Mean"},
    "median": {"kk": "Медиана", "ru": "Медиана", "en": "Median"},
    "value": {"kk": "Мәні", "ru": "Значение", "en": "Value"},
    "base": {"kk": "Жауап бергені", "ru": "Ответили", "en": "Answered"},
    "nobody told": {
        "kk": "Бұл бөлімдегі жауаптар жарияланбаған.",
        "ru": "Ответы этого раздела не опубликованы.",
        "en": "The answers of this section are not published.",
    },
    "quoted": {"kk": "«{words}»", "ru": "«{words}»", "en": "“{words}”"},
    "findings": {"kk": "Негізгі нәтижелер", "ru": "Главное", "en": "Main findings"},
    "about findings": {
        "kk": "Бұл сөйлемдер кестелердегі сандардан жазылған және жауап берген адамдар туралы айтады.",
        "ru": "Эти предложения написаны по числам таблиц и говорят об ответивших людях.",
        "en": "These sentences are written from the numbers of the tables and speak of the people who "
        "answered.",
    },
    "lead single": {
        "kk": "{name}ең көп айтылған жауап – {label}: {base} адамның {count:possessive}, яғни "
        "{percent:possessive}.",
        "ru": "{name}чаще всего отвечали {label}: {count} из {base}, то есть {percent}.",
        "en": "{name}the most frequent answer is {label}: {count} of {base}, that is {percent}.",
    },
    "leads single": {
        "kk": "{name}ең көп айтылған жауаптар – {label}: әрқайсысы {base} адамның {count:possessive}, "
        "яғни {percent:possessive}.",
        "ru": "{name}чаще всего и одинаково часто отвечали {label}: по {count} из {base}, то есть по "
        "{percent}.",
        "en": "{name}the most frequent answers are {label}, equally often: {count} of {base} each, that"
        " is {percent}.",
    },
    "lead multiple": {
        "kk": "{name}ең көп таңдалған жауап – {label}: {base} адамның {count:possessive}, яғни "
        "{percent:possessive}.",
        "ru": "{name}чаще всего выбирали {label}: {count} из {base}, то есть {percent}.",
        "en": "{name}the answer chosen most often is {label}: {count} of {base}, that is {percent}.",
    },
    "leads multiple": {
        "kk": "{name}ең көп таңдалған жауаптар – {label}: әрқайсысы {base} адамның {count:possessive}, "
        "яғни {percent:possessive}.",
        "ru": "{name}чаще всего и одинаково часто выбирали {label}: по {count} из {base}, то есть по "
        "{percent}.",
        "en": "{name}the answers chosen most often are {label}, equally often: {count} of {base} each, "
        "that is {percent}.",
    },
    "lead ranking": {
        "kk": "{name}бірінші орынға ең жиі қойылғаны – {label}: {base} адамның {count:possessive}, яғни"
        " {percent:possessive}.",
        "ru": "{name}на первое место чаще всего ставили {label}: {count} из {base}, то есть {percent}.",
        "en": "{name}people put {label} first most often: {count} of {base}, that is {percent}.",
    },
    "leads ranking": {
        "kk": "{name}бірінші орынға ең жиі қойылғандары – {label}: әрқайсысы {base} адамның "
        "{count:possessive}, яғни {percent:possessive}.",
        "ru": "{name}на первое место чаще всего и одинаково часто ставили {label}: по {count} из "
        "{base}, то есть по {percent}.",
        "en": "{name}people put {label} first most often, equally often: {count} of {base} each, that "
        "is {percent}.",
    },
    "then": {"kk": "Одан кейін: {answers}.", "ru": "Далее: {answers}.", "en": "Then come {answers}."},
    "then one": {
        "kk": "{label} – {percent} ({count})",
        "ru": "{label} — {percent} ({count})",
        "en": "{label}, {percent} ({count})",
    },
    "mean is": {
        "kk": "Бағалардың орташа мәні – {mean}.",
        "ru": "Средняя оценка — {mean}.",
        "en": "The mean rating is {mean}.",
    },
    "number is": {
        "kk": "{name}орташа мән – {mean}, медиана – {median}; жауап бергені – {base}.",
        "ru": "{name}среднее — {mean}, медиана — {median}; ответили {base}.",
        "en": "{name}the mean is {mean} and the median {median}; answered: {base}.",
    },
    "grid means": {
        "kk": "{name}орташа баға ең жоғары жол – {highest} ({high}), ең төмен жол – {lowest} ({low}).",
        "ru": "{name}средняя оценка выше всего в строке {highest} ({high}), ниже всего — в строке "
        "{lowest} ({low}).",
        "en": "{name}the mean rating is highest for {highest} ({high}) and lowest for {lowest} ({low}).",
    },
    "grid shares": {
        "kk": "{name}{answer} жауабының үлесі ең жоғары жол – {highest} ({high}), ең төмен жол – "
        "{lowest} ({low}).",
        "ru": "{name}доля ответа {answer} выше всего в строке {highest} ({high}), ниже всего — в строке"
        " {lowest} ({low}).",
        "en": "{name}the share of the answer {answer} is highest for {highest} ({high}) and lowest for "
        "{lowest} ({low}).",
    },
    "net": {
        "kk": "{name}{label} жиынтығы{united}: {base} адамның {count:possessive}, яғни {percent:possessive}.",
        "ru": "{name}сводная группа {label}{united}: {count} из {base}, то есть {percent}.",
        "en": "{name}the net {label}{united}: {count} of {base}, that is {percent}.",
    },
    "united": {"kk": " ({members})", "ru": " ({members})", "en": " ({members})"},
    "depends": {
        "kk": "{name} деген сұрақ пен {by} жауаптарының байланысы көрсетілді: Крамер V – {value} "
        "({low}–{high} аралығында).",
        "ru": "Показана связь между ответами на вопрос {name} и ответами на вопрос {by}: V Крамера — "
        "{value} (интервал {low}–{high}).",
        "en": "A dependence is shown between the answers to {name} and {by}: Cramér's V is {value} "
        "(interval {low}–{high}).",
    },
    "none depends": {
        "kk": "Салыстырылған {pairs} жұптың ешқайсысында байланыс көрсетілмеді (Холм түзетуімен).",
        "ru": "Ни в одной из {pairs} сравнённых пар зависимость не показана (с поправкой Холма).",
        "en": "In none of the {pairs} pairs compared is a dependence shown (with Holm's adjustment).",
    },
    "independent": {
        "kk": "Салыстырылған {pairs} жұптың ішінен {some} жұпта тәуелсіздік шек ішінде көрсетілді: "
        "байланыс болса да, Крамер V {margin} мәнінен кіші.",
        "ru": "В {some} из {pairs} сравнённых пар показана независимость в пределах допуска: если связь"
        " и есть, V Крамера меньше {margin}.",
        "en": "In {some} of {pairs} pairs compared independence is shown within the margin: if there is"
        " a dependence, Cramér's V is below {margin}.",
    },
    "unknown": {
        "kk": "Салыстырылған {pairs} жұптың ішінен {some} жұп туралы бұл деректер шешім шығаруға "
        "жеткіліксіз: онда айырмашылық бар деп те, жоқ деп те айтылмайды.",
        "ru": "О {some} из {pairs} сравнённых пар по этим данным судить нельзя: там не утверждается ни "
        "различие, ни его отсутствие.",
        "en": "For {some} of {pairs} pairs compared these data cannot tell: neither a difference nor "
        "its absence is claimed there.",
    },
    "line of": {"kk": "{question} – {line}", "ru": "{question} — {line}", "en": "{question} – {line}"},
    "appendix": {"kk": "Қосымша", "ru": "Приложение", "en": "Appendix"},
    "dependences": {
        "kk": "Жауаптар мен топтардың байланысы",
        "ru": "Связь ответов и групп",
        "en": "Answers and groups",
    },
    "about verdicts": {
        "kk": "Әр сұрақ пен әр топтау туралы қорытынды үшеудің бірі: байланыс көрсетілді; тәуелсіздік "
        "шек ішінде көрсетілді; шешім шығаруға болмайды. Соңғысы «байланыс жоқ» деген сөз емес.",
        "ru": "О каждой паре «вопрос — группы» сделан один из трёх выводов: зависимость показана; "
        "независимость показана в пределах допуска; сказать нельзя. Последнее не значит «связи "
        "нет».",
        "en": "On each pair of question and groups there is one of three verdicts: dependence shown; "
        "independence shown within the margin; cannot tell. The last does not mean that there is "
        "no dependence.",
    },
    "verdicts counted": {
        "kk": "Қорытындылар саны",
        "ru": "Сколько каких выводов",
        "en": "How many pairs have each verdict",
    },
    "of these after Holm": {
        "kk": "оның ішінде Холм түзетуімен де",
        "ru": "из них и с поправкой Холма",
        "en": "of these also with Holm's adjustment",
    },
    "pairs": {"kk": "Барлық жұп", "ru": "Всего пар", "en": "All pairs"},
    "verdict": {"kk": "Қорытынды", "ru": "Вывод", "en": "Verdict"},
    "verdicts": {"kk": "Қорытындылар: {by}", "ru": "Выводы: {by}", "en": "Verdicts: {by}"},
    "questions": {"kk": "Сұрақ", "ru": "Вопрос", "en": "Question"},
    "by group": {"kk": "Топтау", "ru": "Группы", "en": "Groups by"},
    "interval of V": {"kk": "V аралығы", "ru": "Интервал V", "en": "Interval of V"},
    "margin of V": {
        "kk": "Шек: V = {margin}.",
        "ru": "Допуск: V = {margin}.",
        "en": "The margin is V = {margin}.",
    },
    "Holm": {
        "kk": "* Байланыс барлық жұп бірге сыналғанда да сақталады (Холм, 5 %). Негізгі нәтижелерде тек"
        " осындайлар аталады: көп сынақтың бірнешеуі кездейсоқ та байланыс көрсетуі мүмкін.",
        "ru": "* Зависимость остаётся и при проверке всех пар вместе (Холм, 5 %). В главном названы "
        "только такие: из многих проверок некоторые покажут зависимость и случайно.",
        "en": "* The dependence also holds when all pairs are tested together (Holm, 5%). The main "
        "findings name only these: of many tests some show a dependence by chance.",
    },
    "groups": {"kk": "Топтар қалай құралды", "ru": "Как составлены группы", "en": "How groups were formed"},
    "about groups": {
        "kk": "Топтарға бөлетін мәліметтер әр топта кемінде {least} адам болатындай біріктірілді. Адам "
        "саны 5-ке дейін дөңгелектелген.",
        "ru": "Сведения, по которым делятся группы, объединены так, чтобы в каждой группе было не менее"
        " {least} человек. Число людей округлено до 5.",
        "en": "Facts by which people are grouped are merged until each group holds at least {least} of "
        "them. Numbers of people go to the nearest 5.",
    },
    "group": {"kk": "Топ", "ru": "Группа", "en": "Group"},
    "to the nearest 5": {
        "kk": "Адам саны, 5-ке дейін дөңгелектелген",
        "ru": "Людей, округлено до 5",
        "en": "People, to the nearest 5",
    },
    "apart": {"kk": "ешбір топқа кірмегендер", "ru": "ни в одной группе", "en": "in no group"},
    "reading": {
        "kk": "Сандарды қалай оқу керек",
        "ru": "Как читать числа",
        "en": "How to read the numbers",
    },
    "rounding": {
        "kk": "Пайыздар бүтінге дейін дөңгелектелген (жартысы жоғары қарай), сондықтан қосындысы "
        "100-ден өзгеше болуы мүмкін.",
        "ru": "Проценты округлены до целых (половина вверх), поэтому их сумма может отличаться от 100.",
        "en": "Per cents are rounded to whole ones (halves upwards), so that their sum may differ from 100.",
    },
    "extremes": {
        "kk": "«<5 %» – бес пайыздан аз, «>95 %» – тоқсан бес пайыздан көп дегенді білдіреді.",
        "ru": "«<5 %» значит меньше пяти процентов, «>95 %» — больше девяноста пяти.",
        "en": "“<5%” means less than five per cent, “>95%” more than ninety-five.",
    },
    "traced": {
        "kk": "Сөйлемдердегі сандардың қай кестеден алынғаны сілтемелерде көрсетілген.",
        "ru": "Из какой таблицы взяты числа предложения, сказано в сноске.",
        "en": "A footnote names the table from which the numbers of a sentence are taken.",
    },
    "all": {"kk": "Барлығы", "ru": "Все", "en": "All"},
    "beside": {
        "kk": "{number}-сұрақтың жауаптары: барлығы және осы есептің тобы",
        "ru": "Ответы на вопрос {number}: все и группа этого отчёта",
        "en": "Answers to question {number}: all and the group of this report",
    },
    "answers by": {
        "kk": "{number}-сұрақтың жауаптары: {by}",
        "ru": "Ответы на вопрос {number}: {by}",
        "en": "Answers to question {number} by: {by}",
    },
    "not served": {
        "kk": "Бұл топтың жауаптары көрсетілмейді. {reason}",
        "ru": "Ответы этой группы не показаны. {reason}",
        "en": "The answers of this group are not shown. {reason}",
    },
    "rounded base": {"kk": "Адам саны, 5-ке дейін", "ru": "Людей, до 5", "en": "People, to the nearest 5"},
    "verdict is": {
        "kk": "Қорытынды: {verdict}; Крамер V – {value} ({low}–{high}), p {p}.",
        "ru": "Вывод: {verdict}; V Крамера — {value} ({low}–{high}), p {p}.",
        "en": "Verdict: {verdict}; Cramér's V {value} ({low}–{high}), p {p}.",
    },
    "to": {"kk": "{name} деген сұрақта ", "ru": "На вопрос {name} ", "en": "To {name} "},
    "about claims": {
        "kk": "Жауаптар мен топтардың байланысы тек сынақ көрсеткен жерде аталады.",
        "ru": "Связь ответов и групп названа только там, где её показала проверка.",
        "en": "A dependence of answers and groups is claimed only where a test has shown it.",
    },
}
"""Key -> language -> sentence with {places}."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a sentence may give a Kazakh suffix: what is `written`, the `whole` number that is
    spoken, and whether a `percent` sign ends it."""

    written: str
    whole: int
    percent: bool = False

    def __str__(self) -> str:
        return self.written

    def __format__(self, case: str) -> str:
        """As it is written, with the suffix of a `case` ("possessive") where one is named."""
        if not case:
            return self.written
        if self.percent:
            return f"{self.written}-{suffix('пайыз', case)}"  # type: ignore[arg-type]  # named in WORDS
        return self.written + with_suffix(self.whole, case)[len(str(self.whole)) :]  # type: ignore[arg-type]


def say(key: str, language: str, **places: object) -> str:
    """The sentence `key` in a language, its places filled."""
    return WORDS[key][language].format(**places)


def joined(words: Sequence[str], language: str) -> str:
    """ "a, b and c"."""
    *first, last = words
    return WORDS["and"][language].join(filter(None, (", ".join(first), last)))
