"""The words of a regression: English -> (Kazakh, Russian)."""

from __future__ import annotations

REGRESSION_METHODS = {
    "likelihood": "Errors from the likelihood; Wald intervals at {level} %, about the process behind these "
    "people.",
    "profile": "Profile-likelihood intervals at {level} %, about the process behind these people.",
    "design": "Errors from the survey design by linearization; intervals at {level} % by t with {df} degrees "
    "of freedom, about the process behind these people.",
    "design_finite": "Errors from the survey design by linearization, with finite population correction; "
    "intervals at {level} % by t with {df} degrees of freedom.",
    "replicates": "Errors from replicate weights; intervals at {level} % by t with {df} degrees of freedom.",
}
"""The sentences behind the method keys of regressions."""

CAPTIONS = {
    "gaussian": "Linear regression: {formula}",
    "binomial": "Logistic regression: {formula}; the event: {event}",
    "ordinal": "Proportional-odds regression ({link}): {formula}",
}

EFFECT_NOTE = "The average effect is the mean change of the probability of the event, in percentage points."
TOWARDS = "A positive coefficient speaks for the later categories, towards: {category}."
COMPARED = "Each is compared with: {bases}."
TERM = "{term} as a whole: {test} = {statistic}, {p}."
ODDS = "Proportional odds, {term}: {p}."
PSEUDO = "Pseudo-R²: McFadden {mcfadden}, Cox and Snell {cox_snell}, Nagelkerke {nagelkerke}."
SQUARED = "R² = {r2}; residual standard deviation {sd}."

REGRESSION: dict[str, tuple[str, str]] = {
    "coefficient": ("коэффициент", "коэффициент"),
    "odds ratio": ("мүмкіндіктер қатынасы", "отношение шансов"),
    "average effect": ("орташа әсер", "средний эффект"),
    "term": ("мүше", "член"),
    "p": ("p", "p"),
    "Wald chi-square": ("Вальд хи-квадраты", "хи-квадрат Вальда"),
    "Wald F": ("Вальд F сынағы", "F-критерий Вальда"),
    CAPTIONS["gaussian"]: ("Сызықтық регрессия: {formula}", "Линейная регрессия: {formula}"),
    CAPTIONS["binomial"]: (
        "Логистикалық регрессия: {formula}; оқиға: {event}",
        "Логистическая регрессия: {formula}; событие: {event}",
    ),
    CAPTIONS["ordinal"]: (
        "Пропорционал мүмкіндіктер регрессиясы ({link}): {formula}",
        "Регрессия пропорциональных шансов ({link}): {formula}",
    ),
    EFFECT_NOTE: (
        "Орташа әсер — оқиға ықтималдығының орташа өзгерісі, пайыздық тармақпен.",
        "Средний эффект — среднее изменение вероятности события, в процентных пунктах.",
    ),
    TOWARDS: (
        "Оң коэффициент кейінгі санаттардың пайдасына, мына жаққа қарай: {category}.",
        "Положительный коэффициент говорит в пользу более поздних категорий, в сторону: {category}.",
    ),
    COMPARED: ("Салыстыру негізі: {bases}.", "Сравнивается с: {bases}."),
    TERM: ("{term} тұтас: {test} = {statistic}, {p}.", "{term} в целом: {test} = {statistic}, {p}."),
    ODDS: ("Пропорционал мүмкіндіктер, {term}: {p}.", "Пропорциональность шансов, {term}: {p}."),
    PSEUDO: (
        "Жалған R²: Макфадден {mcfadden}, Кокс пен Снелл {cox_snell}, Нагелькерке {nagelkerke}.",
        "Псевдо-R²: Макфадден {mcfadden}, Кокс и Снелл {cox_snell}, Нагелькерке {nagelkerke}.",
    ),
    SQUARED: (
        "R² = {r2}; қалдықтардың стандарт ауытқуы {sd}.",
        "R² = {r2}; стандартное отклонение остатков {sd}.",
    ),
    REGRESSION_METHODS["likelihood"]: (
        "Қателер шындыққа ұқсастықтан; {level} %-дық Вальд аралықтары, осы адамдардың артындағы "
        "үдеріс туралы.",
        "Ошибки из правдоподобия; интервалы Вальда, {level} %, о процессе, стоящем за этими людьми.",
    ),
    REGRESSION_METHODS["profile"]: (
        "Шындыққа ұқсастық профилінің {level} %-дық аралықтары, осы адамдардың артындағы үдеріс туралы.",
        "Интервалы профиля правдоподобия, {level} %, о процессе, стоящем за этими людьми.",
    ),
    REGRESSION_METHODS["design"]: (
        "Қателер іріктеу жоспарынан, сызықтандыру арқылы; t бойынша {level} %-дық аралықтар, еркіндік "
        "дәрежесі {df}; осы адамдардың артындағы үдеріс туралы.",
        "Ошибки из плана выборки, линеаризация; интервалы {level} % по t, степеней свободы {df}; "
        "о процессе, стоящем за этими людьми.",
    ),
    REGRESSION_METHODS["design_finite"]: (
        "Қателер іріктеу жоспарынан, сызықтандыру арқылы, шекті жиынтық түзетуімен; t бойынша {level} %-дық "
        "аралықтар, еркіндік дәрежесі {df}.",
        "Ошибки из плана выборки, линеаризация, с поправкой на конечную совокупность; интервалы {level} % "
        "по t, степеней свободы {df}.",
    ),
    REGRESSION_METHODS["replicates"]: (
        "Қателер қайталама салмақтардан; t бойынша {level} %-дық аралықтар, еркіндік дәрежесі {df}.",
        "Ошибки из повторных весов; интервалы {level} % по t, степеней свободы {df}.",
    ),
}
