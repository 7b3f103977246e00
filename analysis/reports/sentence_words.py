"""The sentences of findings and of the appendix in Kazakh, Russian and English."""

from __future__ import annotations

SENTENCES: dict[str, dict[str, str]] = {
    "findings": {"kk": "Негізгі нәтижелер", "ru": "Главное", "en": "Main findings"},
    "about findings": {
        "kk": "Бұл сөйлемдер кестелердегі сандар бойынша жазылды және тек жауап берген адамдарға қатысты.",
        "ru": "Эти выводы написаны по числам таблиц и относятся только к тем, кто ответил.",
        "en": "These sentences are written from the numbers of the tables and speak of the people who "
        "answered.",
    },
    "about claims": {
        "kk": "Жауаптар мен топтардың байланысы тек сынақ көрсеткен жерде аталады.",
        "ru": "Связь ответов и групп названа только там, где её показала проверка.",
        "en": "A dependence of answers and groups is claimed only where a test has shown it.",
    },
    "quoted": {"kk": "«{words}»", "ru": "«{words}»", "en": "“{words}”"},
    "lead single": {
        "kk": "ең жиі берілген жауап – {label}: {base} адамның {count:possessive}, яғни "
        "{percent:possessive}.",
        "ru": "чаще всего отвечали {label}: {count} из {base}, то есть {percent}.",
        "en": "the most frequent answer is {label}: {count} of {base}, that is {percent}.",
    },
    "leads single": {
        "kk": "ең жиі берілген жауаптар – {label}: әрқайсысы {base} адамның {count:possessive}, "
        "яғни {percent:possessive}.",
        "ru": "чаще всего и одинаково часто отвечали {label}: по {count} из {base}, то есть по {percent}.",
        "en": "the most frequent answers are {label}, equally often: {count} of {base} each, that"
        " is {percent}.",
    },
    "lead merged": {
        "kk": "Топтар адамдарды қорғау үшін біріктірілген; олардың ең үлкені – {label}: {base} адамның "
        "{count:possessive}, яғни {percent:possessive}.",
        "ru": "Группы объединены для защиты людей; самая большая из них — {label}: {count} из {base}, то "
        "есть {percent}.",
        "en": "Groups are merged to protect people; the largest of them is {label}: {count} of {base}, that "
        "is {percent}.",
    },
    "leads merged": {
        "kk": "Топтар адамдарды қорғау үшін біріктірілген; олардың ең үлкендері – {label}: әрқайсысы {base} "
        "адамның {count:possessive}, яғни {percent:possessive}.",
        "ru": "Группы объединены для защиты людей; самые большие из них — {label}: по {count} из {base}, то "
        "есть по {percent}.",
        "en": "Groups are merged to protect people; the largest of them are {label}: {count} of {base} each, "
        "that is {percent}.",
    },
    "even": {
        "kk": "Жауаптар дерлік тең бөлінді. {answers}; барлығы {base} адам.",
        "ru": "Ответы разделились почти поровну. {answers}; всего ответили {base}.",
        "en": "The answers are split almost evenly. {answers}; {base} answered in all.",
    },
    "lead multiple": {
        "kk": "ең жиі таңдалған жауап – {label}: {base} адамның {count:possessive}, яғни "
        "{percent:possessive}.",
        "ru": "чаще всего выбирали {label}: {count} из {base}, то есть {percent}.",
        "en": "the answer chosen most often is {label}: {count} of {base}, that is {percent}.",
    },
    "leads multiple": {
        "kk": "ең жиі таңдалған жауаптар – {label}: әрқайсысы {base} адамның {count:possessive}, "
        "яғни {percent:possessive}.",
        "ru": "чаще всего и одинаково часто выбирали {label}: по {count} из {base}, то есть по {percent}.",
        "en": "the answers chosen most often are {label}, equally often: {count} of {base} each, "
        "that is {percent}.",
    },
    "lead ranking": {
        "kk": "бірінші орынға ең жиі қойылғаны – {label}: {base} адамның {count:possessive}, яғни"
        " {percent:possessive}.",
        "ru": "на первое место чаще всего ставили {label}: {count} из {base}, то есть {percent}.",
        "en": "people put {label} first most often: {count} of {base}, that is {percent}.",
    },
    "leads ranking": {
        "kk": "бірінші орынға ең жиі қойылғандары – {label}: әрқайсысы {base} адамның "
        "{count:possessive}, яғни {percent:possessive}.",
        "ru": "на первое место чаще всего и одинаково часто ставили {label}: по {count} из "
        "{base}, то есть по {percent}.",
        "en": "people put {label} first most often, equally often: {count} of {base} each, that "
        "is {percent}.",
    },
    "of shown": {
        "kk": "жауабы көрсетілген {base}",
        "ru": "{base}, чей ответ показан",
        "en": "the {base} whose answers are shown",
    },
    "then": {"kk": "Одан кейін: {answers}.", "ru": "Далее: {answers}.", "en": "Next: {answers}."},
    "then one": {
        "kk": "{label} – {percent} ({count})",
        "ru": "{label} — {percent} ({count})",
        "en": "{label}, {percent} ({count})",
    },
    "mean is": {
        "kk": "Орташа баға – {mean}.",
        "ru": "Средняя оценка — {mean}.",
        "en": "The mean rating is {mean}.",
    },
    "mean on scale": {
        "kk": "{low}–{high} шкаласы бойынша орташа баға – {mean}.",
        "ru": "Средняя оценка по шкале {low}–{high} — {mean}.",
        "en": "The mean rating on the scale {low}–{high} is {mean}.",
    },
    "ends of scale": {
        "kk": "Шкала: {low} – {lowest}, {high} – {highest}.",
        "ru": "Шкала: {low} — {lowest}, {high} — {highest}.",
        "en": "The scale: {low}, {lowest}; {high}, {highest}.",
    },
    "number is": {
        "kk": "орташа мән – {mean}, медиана – {median}; жауап бергендер – {base}.",
        "ru": "среднее — {mean}, медиана — {median}; ответили {base}.",
        "en": "the mean is {mean} and the median {median}; answered: {base}.",
    },
    "grid means": {
        "kk": "Орташа баға: ең жоғарысы – {highest} ({high}), ең төмені – {lowest} ({low}).",
        "ru": "Средняя оценка: самая высокая — {highest} ({high}), самая низкая — {lowest} ({low}).",
        "en": "The mean rating is highest for {highest} ({high}) and lowest for {lowest} ({low}).",
    },
    "grid means alike": {
        "kk": "Тармақтардың орташа бағасы: ең төмені – {low}, ең жоғарысы – {high}.",
        "ru": "Средние оценки строк — от {low} до {high}.",
        "en": "The mean ratings of the lines lie between {low} and {high}.",
    },
    "grid shares": {
        "kk": "{answer} жауабының үлесі: ең жоғарысы – {highest} ({high}), ең төмені – {lowest} ({low}).",
        "ru": "Доля ответа {answer}: самая высокая — {highest} ({high}), самая низкая — {lowest} ({low}).",
        "en": "The share of the answer {answer} is highest for {highest} ({high}) and lowest for {lowest} "
        "({low}).",
    },
    "grid shares alike": {
        "kk": "Тармақтарда {answer} жауабының үлесі: ең төмені – {low}, ең жоғарысы – {high}.",
        "ru": "Доля ответа {answer} в строках — от {low} до {high}.",
        "en": "The share of the answer {answer} in the lines lies between {low} and {high}.",
    },
    "net": {
        "kk": "{label} тобына кіретін жауаптардың бірін{united} {base} адамның {count:possessive}, яғни "
        "{percent:possessive} таңдады.",
        "ru": "Ответы сводной группы {label}{united} выбрали {count} из {base}, то есть {percent}.",
        "en": "Answers of the net {label}{united} were chosen by {count} of {base}, that is {percent}.",
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
        "kk": "Оның ішінде Холм түзетуімен де",
        "ru": "Из них и с поправкой Холма",
        "en": "Of these also with Holm's adjustment",
    },
    "pairs": {"kk": "Барлық жұп", "ru": "Всего пар", "en": "All pairs"},
    "verdict": {"kk": "Қорытынды", "ru": "Вывод", "en": "Verdict"},
    "verdicts": {
        "kk": "«{by}» бойынша қорытындылар",
        "ru": "Выводы по группам «{by}»",
        "en": "Verdicts by “{by}”",
    },
    "questions": {"kk": "Сұрақ", "ru": "Вопрос", "en": "Question"},
    "interval of V": {"kk": "V аралығы", "ru": "Интервал V", "en": "Interval of V"},
    "margin of V": {
        "kk": "Шек: V = {margin}.",
        "ru": "Допуск: V = {margin}.",
        "en": "The margin is V = {margin}.",
    },
    "about V": {
        "kk": "Байланыс болмаса да, V кездейсоқ нөлден жоғары шығады. Аралық мұны ескереді, сондықтан V оның "
        "жоғарғы шегінен асып тұруы мүмкін.",
        "ru": "Даже без связи V случайно выходит больше нуля. Интервал это учитывает, поэтому V может "
        "оказаться выше его верхней границы.",
        "en": "Even without a dependence V comes out above zero by chance. The interval takes that into "
        "account, so that V may lie above its upper end.",
    },
    "Holm none": {
        "kk": "Барлық жұп бірге сыналғанда бұл байланыстардың ешқайсысы сақталмайды (Холм, 5 %), сондықтан "
        "негізгі нәтижелерде аталмайды: көп сынақтың бірнешеуі кездейсоқ та байланыс көрсетуі мүмкін.",
        "ru": "При проверке всех пар вместе ни одна из этих зависимостей не остаётся (Холм, 5 %), поэтому в "
        "главном они не названы: из многих проверок некоторые покажут зависимость и случайно.",
        "en": "When all pairs are tested together none of these dependences holds (Holm, 5%), so the main "
        "findings do not name them: of many tests some show a dependence by chance.",
    },
    "chance": {
        "kk": "Барлық {pairs} жұп бірге сыналғанда бұл байланыс сақталмайды (Холм, 5 %), сондықтан ол "
        "кездейсоқ болуы мүмкін.",
        "ru": "При проверке всех {pairs} пар вместе эта зависимость не остаётся (Холм, 5 %), так что она "
        "может быть случайной.",
        "en": "When all {pairs} pairs are tested together this dependence does not hold (Holm, 5%), so it "
        "may be chance.",
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
    "groups of": {"kk": "«{by}» бойынша топтар", "ru": "Группы: «{by}»", "en": "Groups by “{by}”"},
    "group": {"kk": "Топ", "ru": "Группа", "en": "Group"},
    "to the nearest 5": {
        "kk": "Адам саны, 5-ке дейін дөңгелектелген",
        "ru": "Людей, округлено до 5",
        "en": "People, to the nearest 5",
    },
    "apart": {"kk": "Ешбір топқа кірмегендер", "ru": "Ни в одной группе", "en": "In no group"},
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
        "kk": "Топтарда «<5 %» – бес пайыздан аз, «>95 %» – тоқсан бес пайыздан көп дегенді білдіреді.",
        "ru": "В числах групп «<5 %» значит меньше пяти процентов, «>95 %» — больше девяноста пяти.",
        "en": "Of groups “<5%” means less than five per cent, “>95%” more than ninety-five.",
    },
    "traced": {
        "kk": "Сөйлемдердегі сандардың қай кестеден алынғаны сілтемелерде көрсетілген.",
        "ru": "Из какой таблицы взяты числа предложения, сказано в сноске.",
        "en": "A footnote names the table from which the numbers of a sentence are taken.",
    },
    "verdict is": {
        "kk": "Қорытынды: {verdict}; Крамер V – {value} ({low}–{high}), p {p}.",
        "ru": "Вывод: {verdict}; V Крамера — {value} ({low}–{high}), p {p}.",
        "en": "Verdict: {verdict}; Cramér's V {value} ({low}–{high}), p {p}.",
    },
}
"""Key -> language -> sentence with {places}."""
