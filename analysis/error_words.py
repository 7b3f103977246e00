"""Why a statistic has no value, by the kind of its error: English -> (Kazakh, Russian)."""

from __future__ import annotations

KINDS = {
    "UndefinedStatistic": "these data do not define it",
    "NobodyAnswered": "nobody answered",
    "TooFew": "too few people, rows or columns",
    "TooSparse": "too many cells are empty or almost empty",
    "NoVariation": "one of the variables takes one value only",
    "NotANumber": "a value is beyond all numbers",
    "LonelyStratum": "a stratum has only one sampled unit; choose its rule (lonely), such as adjust",
    "NotTabulable": "a variable of this kind has no such table",
    "TooMuchWork": "the exact computation would take too long",
    "Redundant": "some variables follow exactly from others",
    "NotConverged": "the computation did not reach its optimum",
    "NoAgreement": "no weights agree with all known totals",
    "WrongArgument": "what was asked for does not fit these data",
    "UnknownOption": "there is no such option",
    "WrongNumber": "a number that cannot stand here was given",
}
"""Named error of analysis.errors -> its reason in general words."""

ERRORS: dict[str, tuple[str, str]] = {
    KINDS["UndefinedStatistic"]: ("бұл деректер оны анықтамайды", "эти данные её не определяют"),
    KINDS["NobodyAnswered"]: ("ешкім жауап бермеген", "никто не ответил"),
    KINDS["TooFew"]: ("адам, жол немесе баған тым аз", "слишком мало людей, строк или столбцов"),
    KINDS["TooSparse"]: (
        "тым көп ұяшық бос немесе бос дерлік",
        "слишком много пустых или почти пустых клеток",
    ),
    KINDS["NoVariation"]: (
        "айнымалылардың бірі тек бір мән қабылдайды",
        "одна из переменных принимает одно значение",
    ),
    KINDS["NotANumber"]: ("шама санмен жазылмайтындай үлкен", "величина выходит за пределы чисел"),
    KINDS["LonelyStratum"]: (
        "қабатта іріктелген бір ғана бірлік бар; оның ережесін таңдаңыз (lonely), мысалы adjust",
        "в страте отобрана только одна единица; выберите для неё правило (lonely), например adjust",
    ),
    KINDS["NotTabulable"]: (
        "мұндай айнымалыға бұл кесте жасалмайды",
        "для переменной такого вида этой таблицы нет",
    ),
    KINDS["TooMuchWork"]: (
        "дәл есептеу тым ұзаққа созылар еді",
        "точный расчёт занял бы слишком много времени",
    ),
    KINDS["Redundant"]: (
        "кейбір айнымалылар басқаларынан дәл шығады",
        "некоторые переменные точно следуют из других",
    ),
    KINDS["NotConverged"]: ("есептеу оңтайлы мәнге жетпеді", "расчёт не дошёл до оптимума"),
    KINDS["NoAgreement"]: (
        "барлық белгілі жиынтыққа сай салмақтар жоқ",
        "нет весов, согласных со всеми известными итогами",
    ),
    KINDS["WrongArgument"]: (
        "сұралған нәрсе бұл деректерге сай емес",
        "запрошенное не подходит к этим данным",
    ),
    KINDS["UnknownOption"]: ("мұндай параметр жоқ", "такого параметра нет"),
    KINDS["WrongNumber"]: ("мұнда тұра алмайтын сан берілген", "задано число, которого здесь быть не может"),
}
