"""The sentences of an audit of published figures alone: English -> (Kazakh, Russian)."""

from __future__ import annotations

ABOVE_EVERYBODY = "{percent} % is more than everybody."
ABOVE_BASE = "{count} people are more than the base of {base}."
NO_WHOLE_COUNT = (
    "{percent} % of {base} is no whole number of people by {rule}; possible are {below} % ({below_count}) "
    "and {above} % ({above_count})."
)
COUNT_OF_NO_BASE = (
    "{count} is {percent} % of no whole number of people by {rule}; nearest: {count} of {base} is "
    "{computed} %."
)
NO_WHOLE_SUM = (
    "A mean of {mean} from {ratings} ratings is no whole sum of scores by {rule}; possible are {below} and "
    "{above}."
)
OUTSIDE_SCORES = "A mean of {mean} lies outside the scores {low} to {high}."
NO_SPREAD = "No whole scores of {base} people have the mean {mean} and the standard deviation {sd}."
BASE_FOUND = "The smallest base that gives all these figures is {smallest}. Possible: {bases}."
NO_BASE = "No base gives all these figures, though each has some of its own."
NO_BASE_UP_TO = "No base up to {last} gives all these figures; larger ones were not tried."
NO_BASE_BUT = "No base gives all these figures. Possible without: {without}."
BASE_IMPOSSIBLE = (
    "Not all rows are possible of the stated base of {base}; the nearest that give them all: {nearest}."
)
COMMON_BASE = "One base gives the figures of all {questions} questions: {bases}."
RULE_FOUND = "All figures follow {rule}, and no other rule of rounding."
NO_RULE = "No single rule of rounding gives all figures of the base {base}. Not given {broken}."
NO_RULE_BASE = (
    "No single rule of rounding gives all figures, of whatever base. Of {base}, which mixed rules give, "
    "not given {broken}."
)
RULE_BREAKS = "by {rule}: {rows}"
NO_COMMON_RULE = "No single rule of rounding gives all columns. All but these follow {rule}: {others}."
SHARES_ADD = (
    "{shares} shares of one answer each come to {sum} %; if they are everybody, rounding explains no more "
    "than {low} to {high} %."
)
NO_COUNTS_ADD = (
    "The shares come to {sum} %, but of {base} people they stand for {low} to {high}, whatever the rounding."
)
SEVERAL_ANSWERS = (
    "The shares come to {sum} %, because several answers were allowed: {mean} answers a person of the base."
)
OVER_UNSAID = (
    "The shares come to {sum} %, more than rounding explains: several answers were allowed, which is not "
    "said, or the rows overlap."
)
LEFT_OVER = "The shares come to {sum} %: {left} % are in none of these rows."
COUNTS_ADD = "The counts come to {sum}, the base is {base}."
TOTAL_ADDS = "The total {total} stands for {least} to {most} of {base}, its parts make {low} to {high}."
NOT_TOGETHER = "No one rule of rounding makes the rows add up to the base and to their totals at once."
OUTSIDE_GROUPS = (
    "{figure} of all lies outside the {low} to {high} of the groups; that needs people who are in no group."
)
GROUPS_MAKE = "The figure of all stands for {least} to {most}, the groups make {low} to {high}."
GROUPS_OVER = "The bases of the groups come to {sum}, more than the {base} of all: the groups overlap."
GROUPS_OVER_COUNT = "The groups come to {sum}, more than the {count} of all: the groups overlap."
GROUPS_LEAVE = "The groups hold {sum} of {base}: {left} are in no group."
BANDS_TOUCH = "{value} stands in two bands: {first}; {second}."
BANDS_OVERLAP = "Two bands overlap from {low} to {high}: {first}; {second}."
BANDS_GAP = "What lies between two bands is in none: {first}; {second}."
BANDS_END = "The bands have no place for: {ends}."
LABEL_TWICE = "The label stands twice, on line {line} too."
LABELS_DIFFER = "The label stands on line {line} too, with other figures."
ABOVE_FRAME = "The base of {base} is more than the {frame} people who were to answer."

RULE_WORDS = {
    "half up": "rounding halves up",
    "half even": "rounding halves to even",
    "truncated": "truncation",
    "rounded up": "rounding up",
    "nearest": "rounding to the nearest",
}

TABLE_AUDIT: dict[str, tuple[str, str]] = {
    "Audit of published figures": ("Жарияланған сандарды тексеру", "Проверка опубликованных чисел"),
    "group": ("топ", "группа"),
    "possible counts": ("мүмкін саны", "возможное число"),
    "share of the frame": ("іріктеу негізіндегі үлесі", "доля в основе выборки"),
    "everybody": ("барлығы", "все"),
    "line {line}": ("{line}-жол", "строка {line}"),
    "No contradiction was found.": ("Қайшылық табылған жоқ.", "Противоречий не найдено."),
    "impossible": ("мүмкін емес", "невозможно"),
    "inconsistent": ("қайшы", "противоречие"),
    "doubtful": ("күмәнді", "сомнительно"),
    "note": ("ескерту", "замечание"),
    "any rule of rounding": ("кез келгені", "любое"),
    "rounding halves up": ("жартыдан бастап көбейту", "округление половины вверх"),
    "rounding halves to even": ("жартыны жұп санға қарай дөңгелектеу", "округление половины к чётному"),
    "truncation": ("қиып тастау", "отбрасывание"),
    "rounding up": ("үнемі көбейту", "округление вверх"),
    "rounding to the nearest": ("ең жақын санға дөңгелектеу", "округление до ближайшего"),
    "{rules}": ("{rules}", "{rules}"),
    "possible bases": ("мүмкін негіздер", "возможные базы"),
    "{bases}": ("{bases}", "{bases}"),
    "every base from {last} on": ("{last} және одан үлкен кез келген негіз", "любая база от {last}"),
    "{bases}, every base from {last} on": (
        "{bases}, {last} және одан үлкен кез келген негіз",
        "{bases}, любая база от {last}",
    ),
    "{label} ({figure})": ("{label} ({figure})", "{label} ({figure})"),
    "{row}: {bases}": ("{row}: {bases}", "{row}: {bases}"),
    "{name}: {rules}": ("{name}: {rules}", "{name}: {rules}"),
    RULE_BREAKS: ("{rule}: {rows}", "{rule}: {rows}"),
    ABOVE_EVERYBODY: ("{percent} % — барлық адамнан көп.", "{percent} % — больше, чем все."),
    ABOVE_BASE: ("{count} адам {base} негізінен көп.", "{count} чел. — больше базы {base}."),
    NO_WHOLE_COUNT: (
        "{base} адамның {percent} пайызы бүтін адам саны емес (ереже: {rule}); мүмкіні — {below} % "
        "({below_count}) және {above} % ({above_count}).",
        "{percent} % от {base} — не целое число людей (правило: {rule}); возможны {below} % ({below_count}) "
        "и {above} % ({above_count}).",
    ),
    COUNT_OF_NO_BASE: (
        "{count} ешбір бүтін адам санының {percent} пайызы бола алмайды (ереже: {rule}); ең жақыны: {base} "
        "ішінен {count} — {computed} %.",
        "{count} не бывает {percent} % целого числа людей (правило: {rule}); ближайшее: {count} из {base} — "
        "это {computed} %.",
    ),
    NO_WHOLE_SUM: (
        "{ratings} бағаның {mean} орташасы ұпайлардың бүтін қосындысы емес (ереже: {rule}); мүмкіні — "
        "{below} және {above}.",
        "Среднее {mean} по {ratings} оценкам — не целая сумма баллов (правило: {rule}); возможны {below} "
        "и {above}.",
    ),
    OUTSIDE_SCORES: (
        "{mean} орташасы {low} мен {high} арасындағы ұпайлардан тыс жатыр.",
        "Среднее {mean} лежит вне баллов от {low} до {high}.",
    ),
    NO_SPREAD: (
        "{base} адамның ешбір бүтін ұпайларының орташасы {mean}, стандарт ауытқуы {sd} бола алмайды.",
        "Ни у каких целых баллов {base} человек нет среднего {mean} и стандартного отклонения {sd}.",
    ),
    BASE_FOUND: (
        "Осы сандардың бәрін беретін ең кіші негіз — {smallest}. Мүмкіні: {bases}.",
        "Наименьшая база, дающая все эти числа, — {smallest}. Возможны: {bases}.",
    ),
    NO_BASE: (
        "Осы сандардың бәрін беретін негіз жоқ, бірақ әрқайсысының өз негізі табылады.",
        "Нет базы, дающей все эти числа, хотя у каждого по отдельности она есть.",
    ),
    NO_BASE_UP_TO: (
        "{last} дейінгі ешбір негіз осы сандардың бәрін бермейді; одан үлкені сыналмады.",
        "Ни одна база до {last} не даёт всех этих чисел; бо́льшие не проверялись.",
    ),
    NO_BASE_BUT: (
        "Осы сандардың бәрін беретін негіз жоқ. Мынасыз мүмкін: {without}.",
        "Нет базы, дающей все эти числа. Возможна без: {without}.",
    ),
    BASE_IMPOSSIBLE: (
        "Көрсетілген {base} негізінде жолдардың бәрі бірдей мүмкін емес; бәрін беретін ең жақын "
        "негіздер: {nearest}.",
        "При указанной базе {base} возможны не все строки; ближайшие базы, дающие их все: {nearest}.",
    ),
    COMMON_BASE: (
        "{questions} сұрақтың бәріндегі сандарды бір негіз береді: {bases}.",
        "Одна база даёт числа всех вопросов (их {questions}): {bases}.",
    ),
    RULE_FOUND: (
        "Барлық сан мына ережемен алынған, басқасымен емес: {rule}.",
        "Все числа получены по правилу, и ни по какому другому: {rule}.",
    ),
    NO_RULE: (
        "{base} негізінің барлық санын бірде-бір дөңгелектеу ережесі бермейді. Берілмейтіні — {broken}.",
        "Ни одно правило округления не даёт всех чисел базы {base}. Не даются — {broken}.",
    ),
    NO_RULE_BASE: (
        "Негізі қандай болса да, барлық санды бірде-бір дөңгелектеу ережесі бермейді. Аралас ережелер "
        "беретін {base} негізінде берілмейтіні — {broken}.",
        "Ни одно правило округления не даёт всех чисел, какой бы ни была база. При базе {base}, возможной по "
        "смешанным правилам, не даются — {broken}.",
    ),
    NO_COMMON_RULE: (
        "Барлық бағанды бір дөңгелектеу ережесі бермейді. Мыналардан басқасы бәрі бір ережемен алынған "
        "({rule}): {others}.",
        "Ни одно правило округления не даёт всех столбцов. Все, кроме этих, получены так ({rule}): {others}.",
    ),
    SHARES_ADD: (
        "Бір жауаптан берілген {shares} үлестің қосындысы {sum} %; олар барлық адам болса, дөңгелектеу тек "
        "{low}–{high} % аралығын түсіндіреді.",
        "{shares} долей, по одному ответу каждая, дают {sum} %; если это все люди, округление объясняет "
        "только от {low} до {high} %.",
    ),
    NO_COUNTS_ADD: (
        "Үлестердің қосындысы {sum} %, бірақ қалай дөңгелектесе де, {base} адамда олар {low}–{high} адам "
        "болады.",
        "Доли дают {sum} %, но из {base} человек они означают от {low} до {high}, как ни округляй.",
    ),
    SEVERAL_ANSWERS: (
        "Үлестердің қосындысы {sum} %, өйткені бірнеше жауап беруге болады: негіздегі бір адамға "
        "{mean} жауап.",
        "Доли дают {sum} %, потому что можно было дать несколько ответов: {mean} ответа на человека базы.",
    ),
    OVER_UNSAID: (
        "Үлестердің қосындысы {sum} %, дөңгелектеу мұны түсіндірмейді: бірнеше жауапқа рұқсат болған, бірақ "
        "ол айтылмаған, не жолдар қиылысады.",
        "Доли дают {sum} %, больше, чем объясняет округление: можно было дать несколько ответов, о чём не "
        "сказано, или строки пересекаются.",
    ),
    LEFT_OVER: (
        "Үлестердің қосындысы {sum} %: {left} % бұл жолдардың ешқайсысында жоқ.",
        "Доли дают {sum} %: {left} % нет ни в одной из этих строк.",
    ),
    COUNTS_ADD: ("Сандардың қосындысы {sum}, негіз — {base}.", "Числа дают в сумме {sum}, база — {base}."),
    TOTAL_ADDS: (
        "Жиынтық {total} — {base} ішінен {least}–{most} адам, ал бөліктерінен {low}–{high} шығады.",
        "Итог {total} означает от {least} до {most} из {base}, а его части дают от {low} до {high}.",
    ),
    NOT_TOGETHER: (
        "Жолдардың қосындысы негізге де, жиынтықтарға да бірден сәйкес келетін бір дөңгелектеу ережесі жоқ.",
        "Ни при каком одном правиле округления строки не дают сразу и базу, и свои итоги.",
    ),
    OUTSIDE_GROUPS: (
        "Барлығының {figure} көрсеткіші топтардың {low}–{high} аралығынан тыс; ол үшін ешбір топқа кірмейтін "
        "адамдар керек.",
        "{figure} у всех лежит вне {low}–{high} у групп; для этого нужны люди, не входящие ни в одну группу.",
    ),
    GROUPS_MAKE: (
        "Барлығының көрсеткіші {least}–{most} дегенді білдіреді, ал топтардан {low}–{high} шығады.",
        "Показатель всех означает от {least} до {most}, а группы дают от {low} до {high}.",
    ),
    GROUPS_OVER: (
        "Топтар негіздерінің қосындысы {sum}, барлығының {base} негізінен көп: топтар қиылысады.",
        "Базы групп дают в сумме {sum}, больше базы всех {base}: группы пересекаются.",
    ),
    GROUPS_OVER_COUNT: (
        "Топтардың қосындысы {sum}, барлығының {count} санынан көп: топтар қиылысады.",
        "Группы дают в сумме {sum}, больше, чем {count} у всех: группы пересекаются.",
    ),
    GROUPS_LEAVE: (
        "Топтарда {base} ішінен {sum} бар: {left} адам ешбір топта жоқ.",
        "В группах {sum} из {base}: {left} нет ни в одной группе.",
    ),
    BANDS_TOUCH: (
        "{value} екі аралыққа кіреді: {first}; {second}.",
        "{value} стоит в двух интервалах: {first}; {second}.",
    ),
    BANDS_OVERLAP: (
        "Екі аралық {low} мен {high} арасында қиылысады: {first}; {second}.",
        "Два интервала пересекаются от {low} до {high}: {first}; {second}.",
    ),
    BANDS_GAP: (
        "Екі аралықтың ортасындағы мән ешқайсысына кірмейді: {first}; {second}.",
        "То, что лежит между двумя интервалами, не входит ни в один: {first}; {second}.",
    ),
    BANDS_END: ("Аралықтарда мынаған орын жоқ: {ends}.", "В интервалах нет места для: {ends}."),
    LABEL_TWICE: (
        "Бұл атау екі рет тұр, {line}-жолда да бар.",
        "Название стоит дважды, ещё на строке {line}.",
    ),
    LABELS_DIFFER: (
        "Бұл атау {line}-жолда да тұр, бірақ сандары басқа.",
        "Название стоит и на строке {line}, с другими числами.",
    ),
    ABOVE_FRAME: (
        "{base} негізі жауап беруі тиіс {frame} адамнан көп.",
        "База {base} больше, чем {frame} человек, которые должны были отвечать.",
    ),
}
