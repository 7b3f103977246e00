"""The sentences of an audit: English -> (Kazakh, Russian)."""

from __future__ import annotations

NO_WHOLE_BASE = (
    "{count} is {published} % of no whole number of staff; as a whole per cent it would be of {whole}."
)

MAKES = "{published} is published, {count} of {base} makes {computed}."
UNANSWERED = "Every share is of {people} people, the frame has {whole}: {left} ({share} %) did not answer."

AUDIT: dict[str, tuple[str, str]] = {
    "Published figures against the records": (
        "Жарияланған сандар мен жазбалар",
        "Опубликованные числа и записи",
    ),
    "figure": ("көрсеткіш", "показатель"),
    "published": ("жарияланған", "опубликовано"),
    "computed": ("есептелген", "вычислено"),
    "agrees": ("сәйкестігі", "согласие"),
    "both": ("екі жолмен де", "обоими способами"),
    "rounded": ("дөңгелектегенде", "при округлении"),
    "truncated": ("қиып тастағанда", "при отбрасывании"),
    "no": ("сәйкес емес", "не согласуется"),
    "cannot": ("тексерілмейді не дұрыс бола алмайды", "проверить нельзя или верным быть не может"),
    "A figure of the text: no record holds it.": (
        "Мәтіндегі сан: жазбаларда жоқ.",
        "Число из текста: в записях его нет.",
    ),
    "The records do not hold it: {error}": ("Жазбаларда жоқ: {error}", "В записях этого нет: {error}"),
    "There is no sampling frame to count.": (
        "Санайтын іріктеу негізі жоқ.",
        "Нет основы выборки, по которой считать.",
    ),
    "The sampling frame holds only the people who may answer.": (
        "Іріктеу негізінде тек жауап бере алатын адамдар бар.",
        "В основе выборки есть только те, кто может отвечать.",
    ),
    "There is no such stratum in the sampling frame.": (
        "Іріктеу негізінде мұндай қабат жоқ.",
        "Такого слоя в основе выборки нет.",
    ),
    "{published} would be {wanted} of {base}; the records have {counts}.": (
        "{published} — {base} адамның {wanted} болар еді; жазбаларда: {counts}.",
        "{published} — это было бы {wanted} из {base}; в записях: {counts}.",
    ),
    NO_WHOLE_BASE: (
        "{count} ешбір бүтін қызметкерлер санының {published} % бола алмайды; бүтін пайыз ретінде: {whole}.",
        "{count} не бывает {published} % целого числа сотрудников; как целый процент — от {whole}.",
    ),
    "{stated} people are published, {count} counted.": (
        "{stated} адам жарияланған, {count} саналды.",
        "Опубликовано {stated} чел., насчитано {count}.",
    ),
    "No count of {base} is printed as {published} %.": (
        "{base} адамның ешбір саны {published} % болып басылмайды.",
        "Никакое число из {base} не печатается как {published} %.",
    ),
    "{count} of {base} is {exact} %: {published} only truncated, rounded it is {computed}.": (
        "{base} ішінен {count} — {exact} %: қиып тастағанда ғана {published}, дөңгелектегенде {computed}.",
        "{count} из {base} — {exact} %: {published} только при отбрасывании, при округлении {computed}.",
    ),
    MAKES: (
        "{published} жарияланған, {base} ішінен {count} — {computed}.",
        "Опубликовано {published}, а {count} из {base} — это {computed}.",
    ),
    "No single rule prints all figures: only truncated {truncated}; only rounded {rounded}.": (
        "Барлық санды бір ереже бере алмайды: тек қию — {truncated}; тек дөңгелектеу — {rounded}.",
        "Одно правило не даёт всех чисел: только отбрасывание — {truncated}; только округление — {rounded}.",
    ),
    "{variable}: {terms} = {sum} %; {left} of {people} people are in none of these figures.": (
        "{variable}: {terms} = {sum} %; {people} адамның {left} бұл сандардың ешқайсысында жоқ.",
        "{variable}: {terms} = {sum} %; {left} из {people} человек нет ни в одном из этих чисел.",
    ),
    "{terms} = {sum} %, more than everybody: {variables} are different questions and overlap.": (
        "{terms} = {sum} %, барлығынан артық: {variables} — қиылысатын әртүрлі сұрақтар.",
        "{terms} = {sum} %, больше, чем все: {variables} — разные вопросы, они пересекаются.",
    ),
    "The {districts} districts add to {listed}, the sampling frame to {whole}: {left} people have no "
    "published place.": (
        "{districts} ауданда барлығы {listed}, іріктеу негізінде {whole}: {left} адамның орны аталмаған.",
        "{districts} районов дают в сумме {listed}, основа выборки — {whole}: у {left} человек нет места.",
    ),
    UNANSWERED: (
        "Барлық үлес {people} адамнан, іріктеу негізінде {whole}: {left} адам ({share} %) жауап бермеген.",
        "Все доли — от {people} человек, в основе {whole}: {left} ({share} %) не ответили.",
    ),
}
