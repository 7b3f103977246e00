"""What verdicts of independence say in Kazakh and Russian. An English entry is the key."""

OPEN_INTERVALS = (
    "The intervals are left open (0–100): a stratum has only one sampled cluster, or the clusters are too "
    "few, so that the spread of the shares is unknown."
)
"""Why the intervals of a table under a design run from 0 to 100."""
NO_VARIANCE = "The clusters give the same table: there is no variance to test independence by."

BASES = {
    "plain": "{people} people.",
    "design": "{people} people, design effect {effect}.",
}
"""What stands before a verdict's ground: its base."""

REASONS: dict[str, str] = {
    "dependence shown": "{test}: {p}. V = {value}, at {level} % between {low} and {high}; the margin is "
    "{margin}, the smallest V found with 80 % power {detectable}.",
    "independence shown within the margin": "V is at most {high} at {level} %, below the margin of "
    "{margin}: any dependence is weaker than that. A V of {detectable} would be found with 80 % power. "
    "({test}: {p}.)",
    "cannot tell": "The test does not reject independence ({test}: {p}), but V may be as large as {high}, "
    "not below the margin of {margin}. The smallest V that such a sample would show with 80 % power is "
    "{detectable}.",
    "too few": "The test does not reject independence ({test}: {p}), but such a sample could not tell it "
    "from a V of {margin}: the smallest V that it would show with 80 % power is {detectable}.",
    "too ready": "The test rejects independence ({test}: {p}), but one row or column rests on so few people "
    "or clusters that it rejects too readily; with that in mind {cautious}. V may be as large as {high}; "
    "the margin is {margin}, the smallest V found with 80 % power {detectable}.",
}
"""Why a verdict is what it is; "too few" is a "cannot tell" whose upper limit lies below the margin, "too
ready" one in spite of the test's p."""

VERDICT: dict[str, tuple[str, str]] = {
    BASES["plain"]: ("{people} адам.", "{people} чел."),
    BASES["design"]: (
        "{people} адам, іріктеу дизайнының әсері {effect}.",
        "{people} чел., эффект дизайна {effect}.",
    ),
    REASONS["dependence shown"]: (
        "{test}: {p}. V = {value}, {level} % сенімділікпен {low} мен {high} арасында; шек — {margin}, "
        "80 % қуатпен табылатын ең кіші V — {detectable}.",
        "{test}: {p}. V = {value}, при {level} % между {low} и {high}; допуск {margin}, наименьшее V, "
        "которое находят с мощностью 80 %, — {detectable}.",
    ),
    REASONS["independence shown within the margin"]: (
        "{level} % сенімділікпен V {high} мәнінен аспайды, ол {margin} шегінен төмен: байланыс болса, "
        "одан әлсіз. V = {detectable} болса, 80 % қуатпен табылар еді. ({test}: {p}.)",
        "При {level} % V не больше {high}, то есть ниже допуска {margin}: если зависимость и есть, "
        "она слабее. V = {detectable} нашли бы с мощностью 80 %. ({test}: {p}.)",
    ),
    REASONS["cannot tell"]: (
        "Сынақ тәуелсіздікті теріске шығармайды ({test}: {p}), бірақ V {high} мәніне дейін жетуі мүмкін, "
        "ол {margin} шегінен төмен емес. Мұндай іріктеме 80 % қуатпен көрсете алатын ең кіші V — "
        "{detectable}.",
        "Критерий не отвергает независимость ({test}: {p}), но V может доходить до {high}, это не ниже "
        "допуска {margin}. Наименьшее V, которое такая выборка покажет с мощностью 80 %, — {detectable}.",
    ),
    REASONS["too few"]: (
        "Сынақ тәуелсіздікті теріске шығармайды ({test}: {p}), бірақ мұндай іріктеме оны V = {margin} "
        "мәнінен ажырата алмайды: ол 80 % қуатпен көрсете алатын ең кіші V — {detectable}.",
        "Критерий не отвергает независимость ({test}: {p}), но такая выборка не отличила бы её от "
        "V = {margin}: наименьшее V, которое она покажет с мощностью 80 %, — {detectable}.",
    ),
    REASONS["too ready"]: (
        "Сынақ тәуелсіздікті теріске шығарады ({test}: {p}), бірақ бір жол не баған тым аз адамға немесе "
        "кластерге сүйенеді, сондықтан сынақ тым оңай теріске шығарады; мұны ескерсек, {cautious}. V {high} "
        "мәніне дейін жетуі мүмкін; шек — {margin}, 80 % қуатпен табылатын ең кіші V — {detectable}.",
        "Критерий отвергает независимость ({test}: {p}), но одна строка или один столбец держится на столь "
        "немногих людях или кластерах, что он отвергает слишком легко; с поправкой на это {cautious}. "
        "V может доходить до {high}; допуск {margin}, наименьшее V, которое находят с мощностью 80 %, — "
        "{detectable}.",
    ),
    NO_VARIANCE: (
        "Кластерлердің кестелері бірдей: тәуелсіздікті сынайтын шашырау жоқ.",
        "Таблицы кластеров одинаковы: нет разброса, по которому проверить независимость.",
    ),
    OPEN_INTERVALS: (
        "Аралықтар ашық қалды (0–100): қабатта іріктелген кластер біреу ғана немесе кластерлер тым аз, "
        "сондықтан үлестердің шашырауы белгісіз.",
        "Интервалы остались открытыми (0–100): в страте отобран только один кластер или кластеров слишком "
        "мало, поэтому разброс долей неизвестен.",
    ),
}
"""English -> (Kazakh, Russian)."""
