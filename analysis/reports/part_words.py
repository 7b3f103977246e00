"""The words of titles, methods, tables and the questionnaire in Kazakh, Russian and English."""

from __future__ import annotations

PARTS: dict[str, dict[str, str]] = {
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
    "dates": {"kk": "{year} жылғы {days}", "ru": "{days} {year} года", "en": "{days} {year}"},
    "methods": {"kk": "Зерттеу әдісі", "ru": "Как проводился опрос", "en": "How the survey was made"},
    "census": {
        "kk": "Тізімдегі адамдардың бәрі шақырылды; олардың арасынан іріктеу жүргізілген жоқ.",
        "ru": "Приглашены все, кто есть в списке; выборка из него не строилась.",
        "en": "Everybody in the sampling frame was invited; no sample was drawn from it.",
    },
    "open": {
        "kk": "Сілтемесі бар кез келген адам жауап бере алды. Қатысушыларды ешкім іріктемеген, олар өз "
        "еркімен жауап берген, сондықтан бұл – ықтималдық іріктемесі емес, қателік шегі берілмейді.",
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
        "kk": "Адамдар іріктелмей, өз еркімен жауап бергендіктен, қателік шегін айтуға болмайды.",
        "ru": "Люди выбрали себя сами, поэтому погрешность указать нельзя.",
        "en": "People chose themselves, so no margin of error can be given.",
    },
    "protected": {
        "kk": "Топтарға бөлуге алынған мәліметтер әр топта кемінде {least} адам болғанша біріктірілді. "
        "Барлық адам туралы сандар дәл. Топтар бойынша сандарға аздаған кездейсоқ түзету қосылған, "
        "топтағы адам саны 5-ке дейін дөңгелектелген, пайыздар бүтін; сондықтан қосындылары дәл келмеуі "
        "мүмкін.",
        "ru": "Сведения, по которым делятся группы, укрупнены, пока в каждой группе не стало хотя бы "
        "{least} человек. Числа обо всех вместе точные. В числа по группам внесена небольшая "
        "случайная поправка, размер групп округлён до 5, проценты целые, поэтому суммы могут не "
        "сходиться.",
        "en": "Facts by which people are grouped are recoded until each group holds at least {least} "
        "people. Numbers about everybody are exact. Numbers of groups carry a little random "
        "noise, the sizes of groups are rounded to 5 and per cents are whole, so that sums may "
        "differ.",
    },
    "who took part": {
        "kk": "Қанша адам қатысты",
        "ru": "Сколько людей участвовало",
        "en": "How many took part",
    },
    "people": {"kk": "Адамдар", "ru": "Люди", "en": "People"},
    "number": {"kk": "Саны", "ru": "Число", "en": "Number"},
    "invited": {"kk": "Шақырылғандар", "ru": "Приглашены", "en": "Invited"},
    "answered": {"kk": "Жауап бергендер", "ru": "Ответили", "en": "Answered"},
    "did not answer": {"kk": "Жауап бермегендер", "ru": "Не ответили", "en": "Did not answer"},
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
    "several bases": {
        "kk": "Негіз: {low}–{high} адам.",
        "ru": "База: {low}–{high} чел.",
        "en": "Base: {low}–{high} people.",
    },
    "no answer of": {
        "kk": "Негізге кірмейді: {kinds}.",
        "ru": "Без ответа: {kinds}.",
        "en": "No answer: {kinds}.",
    },
    "all answered": {
        "kk": "Сұрақ қойылғандардың бәрі жауап берді.",
        "ru": "Ответили все, кому вопрос задан.",
        "en": "Everybody who was asked answered.",
    },
    "not put to": {
        "kk": "Сұрақ қойылмағандар: {n}.",
        "ru": "Вопрос не задавали: {n}.",
        "en": "Not asked: {n}.",
    },
    "hidden": {
        "kk": "Адамдарды қорғау үшін көрсетілмейді: {n}.",
        "ru": "Скрыто для защиты людей: {n}.",
        "en": "Withheld to protect people: {n}.",
    },
    "based": {"kk": "Негіз: {base} адам.", "ru": "База: {base} чел.", "en": "Base: {base} people."},
    "kept views": {"kk": "Таңдалған кестелер", "ru": "Избранные таблицы", "en": "Chosen tables"},
    "views are public": {
        "kk": "Зерттеуші таңдаған кестелер, жұртшылық көретін түрінде.",
        "ru": "Таблицы, которые выбрал исследователь, в том виде, в каком их видит публика.",
        "en": "Tables that the researcher has chosen, as the public sees them.",
    },
    "results": {"kk": "Нәтижелер", "ru": "Результаты", "en": "Results"},
    "part of profile": {
        "kk": "Кімдер жауап берді: {title}",
        "ru": "Кто ответил: {title}",
        "en": "Who answered: {title}",
    },
    "profile": {"kk": "Кімдер жауап берді", "ru": "Кто ответил", "en": "Who answered"},
    "answers to": {
        "kk": "{number}-сұрақтың жауаптары",
        "ru": "Ответы на вопрос {number}",
        "en": "Answers to question {number}",
    },
    "places of": {
        "kk": "{number}-сұрақ: бірінші орынға қойғандардың үлесі және орташа орын",
        "ru": "Вопрос {number}: доли первых мест и среднее место",
        "en": "Question {number}: shares of the first places, and mean ranks",
    },
    "spread of": {
        "kk": "{number}-сұрақ: жауаптардың таралуы",
        "ru": "Вопрос {number}: распределение ответов",
        "en": "Question {number}: how the answers are spread",
    },
    "shares of": {
        "kk": "{number}-сұрақ: жауаптардың үлесі",
        "ru": "Вопрос {number}: доли ответов",
        "en": "Question {number}: shares of the answers",
    },
    "answer": {"kk": "Жауап", "ru": "Ответ", "en": "Answer"},
    "statement": {"kk": "Тармақ", "ru": "Строка", "en": "Line"},
    "share": {"kk": "Үлесі", "ru": "Доля", "en": "Share"},
    "interval": {"kk": "{level} %-дық аралық", "ru": "Интервал {level} %", "en": "{level}% interval"},
    "first place": {"kk": "Бірінші орын", "ru": "Первое место", "en": "First place"},
    "mean rank": {"kk": "Орташа орын", "ru": "Среднее место", "en": "Mean rank"},
    "amount": {"kk": "Мәні", "ru": "Значение", "en": "Value"},
    "mean": {"kk": "Орташа мәні", "ru": "Среднее", "en": "Mean"},
    "median": {"kk": "Медиана", "ru": "Медиана", "en": "Median"},
    "value": {"kk": "Көрсеткіш", "ru": "Показатель", "en": "Measure"},
    "shown": {"kk": "Жауабы көрсетілгендер", "ru": "Ответ показан", "en": "Answers shown"},
    "base": {"kk": "Жауап бергендер", "ru": "Ответили", "en": "Answered"},
    "all": {"kk": "Барлығы", "ru": "Все", "en": "All"},
    "shares of the group": {
        "kk": "{number}-сұрақ: жауаптардың үлесі, тек осы есептің тобы",
        "ru": "Вопрос {number}: доли ответов, только группа этого отчёта",
        "en": "Question {number}: shares of the answers, only the group of this report",
    },
    "shares beside": {
        "kk": "{number}-сұрақ: жауаптардың үлесі, барлық қатысушы және осы есептің тобы",
        "ru": "Вопрос {number}: доли ответов, все участники и группа этого отчёта",
        "en": "Question {number}: shares of the answers, all who took part and the group of this report",
    },
    "places beside": {
        "kk": "{number}-сұрақ: бірінші орынға қойғандардың үлесі, барлық қатысушы және осы есептің тобы",
        "ru": "Вопрос {number}: доли первых мест, все участники и группа этого отчёта",
        "en": "Question {number}: shares of the first places, all who took part and the group of this report",
    },
    "shares in groups": {
        "kk": "{number}-сұрақ: топтардағы жауаптардың үлесі",
        "ru": "Вопрос {number}: доли ответов в группах",
        "en": "Question {number}: shares of the answers within groups",
    },
    "this group": {"kk": "Осы топ", "ru": "Эта группа", "en": "This group"},
    "this group is": {
        "kk": "Осы топ – {label}.",
        "ru": "Эта группа — {label}.",
        "en": "This group: {label}.",
    },
    "of the group": {
        "kk": "{number}-сұрақтың жауаптары: тек осы есептің тобы",
        "ru": "Ответы на вопрос {number}: только группа этого отчёта",
        "en": "Answers to question {number}: only the group of this report",
    },
    "line by": {
        "kk": "{number}-сұрақтың «{line}» тармағының жауаптары, «{by}» бойынша",
        "ru": "Ответы на вопрос {number}, строка «{line}», по группам «{by}»",
        "en": "Answers to question {number}, line “{line}”, by “{by}”",
    },
    "answers by": {
        "kk": "{number}-сұрақтың жауаптары, «{by}» бойынша",
        "ru": "Ответы на вопрос {number} по группам «{by}»",
        "en": "Answers to question {number}, by “{by}”",
    },
    "not served": {
        "kk": "Бұл топтың жауаптары көрсетілмейді. {reason}",
        "ru": "Ответы этой группы не показаны. {reason}",
        "en": "The answers of this group are not shown. {reason}",
    },
    "noise of groups": {
        "kk": "Топтардың сандарына аздаған кездейсоқ түзету қосылған, топтағы адам саны 5-ке дейін "
        "дөңгелектелген.",
        "ru": "В числа групп внесена небольшая случайная поправка, число людей в группе округлено до 5.",
        "en": "Numbers of groups carry a little random noise; the people of a group are counted to the "
        "nearest 5.",
    },
    "people of groups": {"kk": "Адам саны", "ru": "Людей", "en": "People"},
    "response": {
        "kk": "Шақырылған {population} адамның {n:possessive} жауап берді.",
        "ru": "Ответили {n} из {population} приглашённых.",
        "en": "{n} of the {population} people invited answered.",
    },
    "response rate": {
        "kk": "Қатысу үлесі – {percent} (AAPOR RR2: тізімдегілердің бәрі зерттелетін топқа жатады "
        "деп саналды).",
        "ru": "Доля ответивших — {percent} (AAPOR RR2: все из списка считаются подходящими).",
        "en": "The response rate is {percent} (AAPOR RR2, all people of the frame taken as eligible).",
    },
    "silent": {
        "kk": "Шақырылғандардың {silent:possessive} жауап бермеді; олардың пікірі белгісіз.",
        "ru": "Не ответили {silent} из приглашённых; что они думают, неизвестно.",
        "en": "{silent} of those invited did not answer; what they think is not known.",
    },
    "and": {"kk": " және ", "ru": " и ", "en": " and "},
}
"""Key -> language -> words with {places}."""
