"""The words of measures of association: English -> (Kazakh, Russian)."""

from __future__ import annotations

ASYMPTOTIC = (
    "Intervals at {level} % with the asymptotic standard errors of people drawn one by one, about the "
    "process behind these people."
)
BY_DESIGN = (
    "Weighted; intervals at {level} % with the standard errors of the design, about the process behind it."
)
DIFFER = "Column shares that differ (p adjusted: {adjust}), the greater first: {differences}."
ALIKE = "No two column shares differ (p adjusted: {adjust})."
UNDEFINED = "Not defined here: {names} ({reason})."
WITHIN = "Tests within the groups of {within} (Cochran-Mantel-Haenszel)."
COMMON_ODDS = "Common odds ratio {odds}, at {level} % between {low} and {high}; {test}: {p}."
ONE_BY_ONE = "this test is for people drawn one by one who count alike; crosstab has one for this design"

SAMPLE_V = "Observed V {value}; corrected for its bias {corrected}."
ABOVE = (
    "The observed V lies above its interval, because V comes out too large by chance alone, the more so "
    "in small samples and large tables; the corrected V makes up for that."
)

GIVEN = {"row": "column by row", "column": "row by column", "both": "symmetric"}
"""What a directed measure predicts by what."""

WHY: dict[str, tuple[str, str]] = {
    "all people are in one cell: nothing to guess": (
        "барлық адам бір ұяшықта: болжайтын ештеңе жоқ",
        "все люди в одной клетке: угадывать нечего",
    ),
    "all people are in one cell: no entropy": (
        "барлық адам бір ұяшықта: белгісіздік жоқ",
        "все люди в одной клетке: неопределённости нет",
    ),
    "what is predicted does not vary": (
        "болжанатын айнымалы бір ғана мән қабылдайды",
        "предсказываемая переменная принимает одно значение",
    ),
    "the variable that is given does not vary": (
        "берілген айнымалы бір ғана мән қабылдайды",
        "заданная переменная принимает одно значение",
    ),
    "a variable does not vary": (
        "айнымалылардың бірі бір ғана мән қабылдайды",
        "одна из переменных принимает одно значение",
    ),
    "every pair of people ties on a variable": (
        "кез келген екі адам айнымалылардың бірінде тең",
        "любые два человека равны хотя бы по одной переменной",
    ),
    "tau-c needs two categories of both variables": (
        "тау-c үшін екі айнымалыда да екі санат керек",
        "тау-c нужны две категории обеих переменных",
    ),
    "both raters use the same category only": (
        "екі бағалаушы да бір ғана санатты қолданған",
        "оба оценщика использовали одну и ту же категорию",
    ),
    "the test of a correlation needs three people": (
        "корреляция сынағына үш адам керек",
        "критерию корреляции нужны три человека",
    ),
    "a trend needs people in both rows and in columns of two scores": (
        "бағытқа екі жолда да, ұпайы әртүрлі екі бағанда да адам керек",
        "для тренда нужны люди в обеих строках и в столбцах с двумя разными баллами",
    ),
    "nobody changed: there is nothing to test": (
        "ешкім жауабын өзгертпеген: сынайтын ештеңе жоқ",
        "никто не изменил ответа: проверять нечего",
    ),
    "in every stratum one of the variables is constant": (
        "әр топта айнымалылардың бірі тұрақты",
        "в каждой группе одна из переменных постоянна",
    ),
    "association needs at least two rows and two columns with people": (
        "байланысқа адамы бар кемінде екі жол мен екі баған керек",
        "для связи нужны хотя бы две строки и два столбца с людьми",
    ),
    "independence needs at least two rows and two columns with people": (
        "тәуелсіздікті сынауға адамы бар кемінде екі жол мен екі баған керек",
        "для проверки независимости нужны хотя бы две строки и два столбца с людьми",
    ),
    "the strata leave nothing to test": (
        "топтарда сынайтын ештеңе қалмайды",
        "в группах проверять нечего",
    ),
    "a comparison of strata needs two that say something": (
        "топтарды салыстыруға дерегі бар кемінде екі топ керек",
        "для сравнения групп нужны хотя бы две, о которых есть что сказать",
    ),
    "every stratum needs two people": (
        "әр топта кемінде екі адам болуы керек",
        "в каждой группе нужны хотя бы два человека",
    ),
    "column proportions need two columns": (
        "баған үлестерін салыстыруға екі баған керек",
        "для сравнения долей столбцов нужны два столбца",
    ),
    "there are more columns than letters to name them": (
        "бағандар оларды белгілейтін әріптерден көп",
        "столбцов больше, чем букв для их обозначения",
    ),
}
"""Why a measure or a test is not defined."""

ASSOCIATION: dict[str, tuple[str, str]] = {
    ASYMPTOTIC: (
        "{level} %-дық аралықтар адамдар бір-бірден іріктелгендегі асимптотикалық стандарт қателермен "
        "алынды; осы адамдардың артындағы үдеріс туралы.",
        "Интервалы, {level} %, с асимптотическими стандартными ошибками при отборе людей по одному; "
        "о процессе, стоящем за этими людьми.",
    ),
    BY_DESIGN: (
        "Салмақталған; {level} %-дық аралықтар іріктеу жоспарының стандарт қателерімен алынды; оның "
        "артындағы үдеріс туралы.",
        "Взвешено; интервалы, {level} %, со стандартными ошибками плана выборки; о процессе, стоящем за ним.",
    ),
    DIFFER: (
        "Бағандардың бір-бірінен өзгеше үлестері (p түзетуі: {adjust}), үлкені бірінші: {differences}.",
        "Различающиеся доли столбцов (поправка p: {adjust}), большая первой: {differences}.",
    ),
    ALIKE: (
        "Бағандардың ешқандай екі үлесі өзгеше емес (p түзетуі: {adjust}).",
        "Никакие две доли столбцов не различаются (поправка p: {adjust}).",
    ),
    UNDEFINED: ("Мұнда анықталмаған: {names} ({reason}).", "Здесь не определены: {names} ({reason})."),
    WITHIN: (
        "{within} топтарының ішіндегі сынақтар (Кохран — Мантель — Хензель).",
        "Критерии внутри групп переменной {within} (Кохран — Мантель — Хензель).",
    ),
    COMMON_ODDS: (
        "Ортақ мүмкіндіктер қатынасы {odds}, {level} % сенімділікпен {low} мен {high} арасында; {test}: {p}.",
        "Общее отношение шансов {odds}, при {level} % между {low} и {high}; {test}: {p}.",
    ),
    **WHY,
    ONE_BY_ONE: (
        "бұл сынақ бір-бірден іріктелген, салмағы тең адамдарға арналған; бұл жоспарға crosstab сынағы бар",
        "этот критерий — для людей, отобранных по одному, с равным весом; для этого плана есть crosstab",
    ),
    SAMPLE_V: (
        "Бақыланған V {value}; ығысуы түзетілген V {corrected}.",
        "Наблюдаемое V {value}; с поправкой на смещение {corrected}.",
    ),
    ABOVE: (
        "Бақыланған V өз аралығынан жоғары тұр: V кездейсоқтықтың өзінен-ақ тым үлкен шығады, шағын "
        "іріктеме мен үлкен кестеде көбірек; түзетілген V мұны ескереді.",
        "Наблюдаемое V лежит выше своего интервала: уже по чистой случайности V получается слишком большим, "
        "тем сильнее, чем меньше выборка и больше таблица; V с поправкой это учитывает.",
    ),
    "the table is empty": ("кесте бос", "таблица пуста"),
    "symmetry has no test: between two categories nobody changed": (
        "екі санаттың арасында ешкім жауабын өзгертпеген, сынайтын ештеңе жоқ",
        "между двумя категориями никто не изменил ответ, проверять нечего",
    ),
    "the margins have no test: between some categories nobody changed": (
        "кейбір санаттардың арасында ешкім жауабын өзгертпеген, сынайтын ештеңе жоқ",
        "между некоторыми категориями никто не изменил ответ, проверять нечего",
    ),
    "every stratum needs two people": ("әр топқа екі адам керек", "в каждой группе нужны два человека"),
    "the common odds ratio is 0 or infinite: use the exact test": (
        "ортақ мүмкіндіктер қатынасы 0 не шексіз: дәл сынақ керек",
        "общее отношение шансов равно 0 или бесконечно: нужен точный критерий",
    ),
    "measure": ("өлшем", "мера"),
    "value": ("мәні", "значение"),
    "standard error": ("стандарт қате", "станд. ошибка"),
    "column by row": ("баған жол бойынша", "столбец по строке"),
    "row by column": ("жол баған бойынша", "строка по столбцу"),
    "symmetric": ("симметриялы", "симметрично"),
    "phi": ("фи коэффициенті", "коэффициент фи"),
    "contingency coefficient": ("түйіндестік коэффициенті", "коэффициент сопряжённости"),
    "Tschuprow's T": ("Чупров T", "T Чупрова"),
    "lambda": ("лямбда", "лямбда"),
    "tau": ("Гудман — Краскел таусы", "тау Гудмана — Краскела"),
    "uncertainty": ("белгісіздік коэффициенті", "коэффициент неопределённости"),
    "gamma": ("гамма", "гамма"),
    "tau-b": ("Кендалл тау-b", "тау-b Кендалла"),
    "tau-c": ("Стюарт тау-c", "тау-c Стюарта"),
    "Somers' d": ("Сомерс d", "d Сомерса"),
    "kappa": ("каппа", "каппа"),
    "linear weighted kappa": ("сызықты салмақталған каппа", "каппа с линейными весами"),
    "quadratic weighted kappa": ("квадраттық салмақталған каппа", "каппа с квадратичными весами"),
    "linear-by-linear": ("сызықты байланыс сынағы", "критерий линейной связи"),
    "Cochran-Armitage trend": ("Кохран — Армитидж бағыт сынағы", "критерий тренда Кохрана — Армитиджа"),
    "Bowker symmetry": ("Баукердің симметрия сынағы", "критерий симметрии Баукера"),
    "Stuart-Maxwell marginal homogeneity": (
        "Стюарт — Максвелл: шеткі үлестердің теңдігі",
        "Стюарт — Максвелл: равенство маргинальных долей",
    ),
    "nonzero correlation": ("нөлден өзге корреляция", "ненулевая корреляция"),
    "row mean scores differ": ("жолдардың орташалары өзгеше", "средние строк различаются"),
    "column mean scores differ": ("бағандардың орташалары өзгеше", "средние столбцов различаются"),
    "general association": ("жалпы байланыс", "общая связь"),
    "Breslow-Day": ("Бреслоу — Дэй сынағы", "критерий Бреслоу — Дэя"),
    "Mantel-Haenszel chi-square, corrected for continuity": (
        "Мантель — Хензель хи-квадраты, үздіксіздік түзетуімен",
        "хи-квадрат Мантеля — Хензеля с поправкой на непрерывность",
    ),
    "trend of shares": ("үлестер бағыты", "тренд долей"),
    "symmetry": ("симметрия", "симметрия"),
    "marginal homogeneity": ("шеткі үлестердің теңдігі", "равенство маргинальных долей"),
    "column proportions": ("баған үлестері", "доли столбцов"),
    "within strata": ("топтар ішіндегі сынақтар", "критерии внутри групп"),
    "common odds ratio": ("ортақ мүмкіндіктер қатынасы", "общее отношение шансов"),
    "homogeneity": ("біртектілік", "однородность"),
    "bonferroni": ("Бонферрони", "Бонферрони"),
    "holm": ("Холм", "Холм"),
    "BH": ("Бенджамини — Хохберг", "Бенджамини — Хохберг"),
}
