"""The words of the charts in Kazakh, Russian and English.

Kazakh sentences are built so that no suffix has to follow a number or a label.
"""

from __future__ import annotations

LANGUAGES = ("kk", "ru", "en")

WORDS: dict[str, dict[str, str]] = {
    # what a number rests on
    "base": {"kk": "Жауап бергендер: {base}", "ru": "Ответили: {base}", "en": "Answered: {base}"},
    "bases": {
        "kk": "Жауап бергендер: {low}–{high}",
        "ru": "Ответили: {low}–{high}",
        "en": "Answered: {low}–{high}",
    },
    "took part": {
        "kk": "сауалнамаға қатысқандар: {n}",
        "ru": "участвовали в опросе: {n}",
        "en": "took part: {n}",
    },
    "population": {
        "kk": "бас жиынтық: {population}",
        "ru": "генеральная совокупность: {population}",
        "en": "population: {population}",
    },
    "weighted base": {
        "kk": "салмақталған негіз: {base}",
        "ru": "взвешенная база: {base}",
        "en": "weighted base: {base}",
    },
    "several": {
        "kk": "Бірнеше жауап таңдауға болды, барлық таңдау саны: {answers}",
        "ru": "Можно было выбрать несколько ответов, всего выборов: {answers}",
        "en": "Several answers could be chosen, choices in all: {answers}",
    },
    "by": {"kk": "Бөлінісі: {column}", "ru": "Разрез: {column}", "en": "Broken down by: {column}"},
    "within groups": {
        "kk": "Пайыз әр топтың өз ішінде есептелген",
        "ru": "Проценты посчитаны внутри каждой группы",
        "en": "Per cents are within each group",
    },
    "alike": {
        "kk": "Көрсетілгенше, мұнда бәрі бірдей жауап берген: {labels}",
        "ru": "Насколько показано, здесь все ответили одинаково: {labels}",
        "en": "As far as is told, everybody answered alike here: {labels}",
    },
    # how it was computed
    "interval": {
        "kk": "Сызықша — {level} сенімділік аралығы",
        "ru": "Чёрточка — доверительный интервал {level}",
        "en": "The thin line is the {level} confidence interval",
    },
    "wilson": {"kk": "Уилсон бойынша", "ru": "по Уилсону", "en": "Wilson"},
    "weighted": {
        "kk": "тиімді адам саны бойынша",
        "ru": "по эффективному числу людей",
        "en": "on the effective number of people",
    },
    "finite": {
        "kk": "бас жиынтық мөлшері ескерілген",
        "ru": "с учётом размера совокупности",
        "en": "the population's size is taken into account",
    },
    # what is missing
    "all answered": {
        "kk": "Жауапсыз қалдырғандар жоқ",
        "ru": "Пропусков нет",
        "en": "Nobody left this out",
    },
    "missing": {"kk": "Жауапсыз: {kinds}", "ru": "Без ответа: {kinds}", "en": "No answer: {kinds}"},
    "skipped": {"kk": "өткізіп жіберген", "ru": "пропустили", "en": "skipped"},
    "refused": {"kk": "жауап беруден бас тартқан", "ru": "отказались отвечать", "en": "refused"},
    "does_not_know": {"kk": "жауабын білмейді", "ru": "не знают", "en": "do not know"},
    "not_asked": {"kk": "сұралмаған", "ru": "не спрашивали", "en": "were not asked"},
    "withheld": {
        "kk": "жасырындық үшін ашылмаған",
        "ru": "скрыто ради анонимности",
        "en": "withheld to protect people",
    },
    # parts of charts
    "people": {"kk": "{count} адам", "ru": "{count} чел.", "en": "{count}"},
    "range": {"kk": "аралығы {low}–{high}", "ru": "интервал {low}–{high}", "en": "interval {low}–{high}"},
    "total": {"kk": "Барлығы", "ru": "Всего", "en": "Total"},
    "nets": {"kk": "Біріктірілген жауаптар", "ru": "Объединённые ответы", "en": "Answers taken together"},
    "nobody": {"kk": "жауап жоқ", "ru": "нет ответов", "en": "no answers"},
    "first place": {"kk": "Бірінші орынға қойғандар", "ru": "Поставили на первое место", "en": "Put first"},
    "mean rank": {"kk": "Орташа орын", "ru": "Среднее место", "en": "Mean rank"},
    "mean rank is": {
        "kk": "орташа орын {rank}",
        "ru": "среднее место {rank}",
        "en": "mean rank {rank}",
    },
    "never ranked": {"kk": "таңдалмаған", "ru": "не выбирали", "en": "never chosen"},
    "reference": {
        "kk": "Тік сызық — барлығы: {percent}",
        "ru": "Вертикальная линия — всего: {percent}",
        "en": "The vertical line is the total: {percent}",
    },
    "sums": {
        "kk": "Шеттегі қою сан — сол жақтың қосындысы",
        "ru": "Жирное число с краю — сумма этой стороны",
        "en": "The bold number at either end is the sum of that side",
    },
    "middle apart": {
        "kk": "ортаңғы жауап оң жақта бөлек тұр",
        "ru": "средний ответ стоит отдельно справа",
        "en": "the middle answer stands apart on the right",
    },
    "sides": {
        "kk": "сол жағы {against}, оң жағы {favour}",
        "ru": "слева {against}, справа {favour}",
        "en": "left side {against}, right side {favour}",
    },
    "too narrow": {
        "kk": "Тар бөлікке сыймаған сандар кестеде тұр",
        "ru": "Числа, не вместившиеся в узкие части, есть в таблице",
        "en": "Numbers that do not fit into narrow parts stand in the table",
    },
    "residual": {
        "kk": "Ұяшықтағы сан — түзетілген қалдық. Плюс: күтілгеннен көп. Минус (штрих): күтілгеннен аз. "
        "Қою сан: шамасы кемінде 2",
        "ru": "Число в клетке — скорректированный остаток. Плюс: больше ожидаемого. "
        "Минус (штриховка): меньше ожидаемого. Жирное число: не меньше 2 по модулю",
        "en": "The number in a cell is the adjusted residual. Plus: more than expected. "
        "Minus (hatched): fewer than expected. Bold: at least 2 in size",
    },
    "residuals are": {
        "kk": "Түзетілген қалдықтар (плюс — күтілгеннен көп, минус — аз)",
        "ru": "Скорректированные остатки (плюс — больше ожидаемого, минус — меньше)",
        "en": "Adjusted residuals (plus: more than expected, minus: fewer)",
    },
    "statistic mean": {"kk": "орташа мәні", "ru": "среднее", "en": "mean"},
    "statistic sd": {"kk": "стандартты ауытқу", "ru": "стандартное отклонение", "en": "standard deviation"},
    "statistic median": {"kk": "медианасы", "ru": "медиана", "en": "median"},
    "statistic min": {"kk": "ең кішісі", "ru": "наименьшее", "en": "smallest"},
    "statistic max": {"kk": "ең үлкені", "ru": "наибольшее", "en": "largest"},
    # funnels
    "group size": {"kk": "топтағы адам саны", "ru": "человек в группе", "en": "people in the group"},
    "outside": {
        "kk": "{level} шегінен тыс: {groups}",
        "ru": "Вне границ {level}: {groups}",
        "en": "Outside the {level} limits: {groups}",
    },
    "none outside": {
        "kk": "{level} шегінен тыс топ жоқ",
        "ru": "Вне границ {level} нет ни одной группы",
        "en": "No group lies outside the {level} limits",
    },
    "funnel": {
        "kk": "Қисықтар — тең топтар кездейсоқ ауытқитын шектер ({levels}, биномдық). Топтар тең болса да, "
        "{groups} топтың шамамен {expected} тобы бірінші шектен тыс қалар еді",
        "ru": "Кривые — границы, в которых равные группы расходятся случайно ({levels}, биномиальные). "
        "Даже если все группы равны, из {groups} вне первых границ оказалось бы около {expected}",
        "en": "The curves are the limits within which equal groups differ by chance ({levels}, binomial). "
        "Even if all were equal, about {expected} of {groups} groups would lie outside the first ones",
    },
    "funnel noise": {
        "kk": "Қисықтар — тең топтар кездейсоқ ауытқитын шектер ({levels}, биномдық, қорғаныс шуы қосылған). "
        "Топтар тең болса да, {groups} топтың шамамен {expected} тобы бірінші шектен тыс қалар еді",
        "ru": "Кривые — границы, в которых равные группы расходятся случайно ({levels}, биномиальные, вместе "
        "с защитным шумом). Даже если все группы равны, из {groups} вне первых границ оказалось бы около "
        "{expected}",
        "en": "The curves are the limits within which equal groups differ by chance ({levels}, binomial, "
        "with the noise of protection). Even if all were equal, about {expected} of {groups} groups would "
        "lie outside the first ones",
    },
    # maps of tiles
    "few": {"kk": "аз", "ru": "мало", "en": "few"},
    "depth": {
        "kk": "Шаршыдағы қою сан — үлес, пайызбен; шаршы неғұрлым қанық болса, үлес соғұрлым үлкен",
        "ru": "Жирное число в плитке — доля в процентах; чем насыщеннее плитка, тем больше доля",
        "en": "The bold figure in a tile is the share in per cent; the deeper the tile, the larger the share",
    },
    "few people": {
        "kk": "«аз» — жауап бергені {least} адамға жетпейді, үлесі көрсетілмейді",
        "ru": "«мало» — ответивших меньше {least}, доля не показана",
        "en": "“few”: fewer than {least} answered, so that no share is shown",
    },
    "no data": {"kk": "«–» — дерек жоқ", "ru": "«–» — нет данных", "en": "“–”: no data"},
    "merged tiles": {
        "kk": "Жасырындық үшін біріктірілген жүйелердің үлесі ортақ",
        "ru": "У систем, объединённых ради анонимности, доля общая",
        "en": "Systems that were merged to protect people share one figure",
    },
    "not on the map": {
        "kk": "Картада орны жоқ: {groups}",
        "ru": "Нет на карте: {groups}",
        "en": "Not on the map: {groups}",
    },
    # mosaics
    "mosaic": {
        "kk": "Бағанның ені — топтағы адам саны, бөліктің биіктігі — үлесі (%). Бояуы — Пирсон "
        "қалдығы: кемінде 2 болса — ашық, кемінде 4 болса — қою, күтілгеннен аз болса — штрихпен",
        "ru": "Ширина столбца — число людей в группе, высота части — доля (%). Цвет — остаток Пирсона: от 2 "
        "бледный, от 4 густой, меньше ожидаемого — со штриховкой",
        "en": "A column is as wide as its group has people, a part as high as its share (%). Colour is the "
        "Pearson residual: pale from 2, strong from 4, hatched where fewer than expected",
    },
    # waves
    "uneven": {
        "kk": "Тек айтылған мәндер көрсетілген: олардың арасы бірдей емес",
        "ru": "Показаны только названные значения: расстояния между ними не равны",
        "en": "Only values that were given are shown: they are not equally far apart",
    },
    "broken": {
        "kk": "Сызық үзілген жерде сұрақ басқаша қойылған: {waves}",
        "ru": "Где линия прервана, вопрос задан иначе: {waves}",
        "en": "Where the line breaks, the question was asked in other words: {waves}",
    },
    "first wave": {"kk": "Бірінші кезең", "ru": "Первая волна", "en": "First wave"},
    "second wave": {"kk": "Екінші кезең", "ru": "Вторая волна", "en": "Second wave"},
    "change": {"kk": "өзгеріс {change}", "ru": "изменение {change}", "en": "change {change}"},
    "mean was": {"kk": "Орташа балл: {change}", "ru": "Средний балл: {change}", "en": "Mean: {change}"},
    "clear change": {
        "kk": "Жақшада — өзгерістің {level} сенімділік аралығы; аралығы нөлден өтпейтін өзгеріс қою сызылған",
        "ru": "В скобках — доверительный интервал {level} изменения; густо проведены те, где в нём нет нуля",
        "en": "In brackets the {level} confidence interval of the change; lines without 0 in it are strong",
    },
    "reworded": {
        "kk": "Сұрақтың тұжырымы өзгерген",
        "ru": "Формулировка вопроса изменилась",
        "en": "The question was worded otherwise",
    },
    "same scale": {
        "kk": "Барлық қатардың масштабы бірдей, бірақ төменгі шегі әртүрлі",
        "ru": "Масштаб у всех строк один, нижний край у каждой свой",
        "en": "All rows have one scale, each with a lower end of its own",
    },
    # gaps
    "difference": {"kk": "айырма {apart}", "ru": "разница {apart}", "en": "difference {apart}"},
    "difference is": {
        "kk": "Оң жақтағы қою сан — айырма: {second} {minus} {first}",
        "ru": "Жирное число справа — разница: {second} {minus} {first}",
        "en": "The bold number on the right is the difference: {second} {minus} {first}",
    },
    # boxes
    "statistic q1": {"kk": "бірінші ширегі", "ru": "первый квартиль", "en": "first quartile"},
    "statistic q3": {"kk": "үшінші ширегі", "ru": "третий квартиль", "en": "third quartile"},
    "box": {
        "kk": "Қорап — адамдардың ортаңғы жартысы, қалың сызық — медиана",
        "ru": "Ящик — средняя половина людей, жирная черта — медиана",
        "en": "The box holds the middle half of people, the thick line is the median",
    },
    "box ends": {
        "kk": "Ұштары — ең кішісі мен ең үлкені",
        "ru": "Концы — наименьшее и наибольшее",
        "en": "The ends are the smallest and the largest",
    },
    # combinations
    "options": {"kk": "Таңдағандар", "ru": "Выбрали", "en": "Chosen by"},
    "together": {
        "kk": "Бірге таңдалғаны",
        "ru": "Выбирали вместе",
        "en": "Chosen together",
    },
    "none of these": {"kk": "Ешқайсысы", "ru": "Ничего из этого", "en": "None of these"},
    "other combinations": {
        "kk": "Сирек кездескен басқа тіркестер: {kinds}, оларды таңдағандар: {people}",
        "ru": "Других, редких сочетаний: {kinds}, выбрали их: {people}",
        "en": "Other, rare combinations: {kinds}, chosen by {people}",
    },
    # texts
    "words counted": {
        "kk": "Жазылған жауаптардағы сөздер",
        "ru": "Слова из написанных ответов",
        "en": "Words of the answers that were typed",
    },
    "function words": {
        "kk": "Көмекші сөздер (және, үшін, бұл) есепке алынбаған",
        "ru": "Служебные слова (и, для, это) не учтены",
        "en": "Function words (and, for, this) are left out",
    },
    "texts counted": {
        "kk": "Жазылған жауаптар",
        "ru": "Написанные ответы",
        "en": "The answers that were typed",
    },
    "searched": {
        "kk": "Ізделген сөз: «{words}», табылған жауап: {found}",
        "ru": "Искали: «{words}», найдено ответов: {found}",
        "en": "Searched for “{words}”, answers found: {found}",
    },
    "more words": {
        "kk": "Бұдан сирек кездескені тағы {many}",
        "ru": "Ещё более редких: {many}",
        "en": "Rarer ones: {many} more",
    },
    # refusals
    "nothing": {
        "kk": "«{title}»: сурет салатын жауап жоқ.",
        "ru": "«{title}»: нет ответов, рисовать нечего.",
        "en": "“{title}”: there are no answers to draw.",
    },
    "no chart": {
        "kk": "«{kind}» диаграммасы бұл нәтижеге келмейді. Келетіні: {kinds}.",
        "ru": "Диаграмма «{kind}» не подходит к этому результату. Подходят: {kinds}.",
        "en": "The chart “{kind}” does not suit this result. These do: {kinds}.",
    },
    "no wish": {
        "kk": "{what}: «{value}» деген жоқ. Болатыны: {known}.",
        "ru": "{what}: нет значения «{value}». Есть: {known}.",
        "en": "{what}: there is no “{value}”. Known: {known}.",
    },
}
