"""The words of reports on open answers and on nonresponse: English -> (Kazakh, Russian)."""

from __future__ import annotations

FOUND = "{found} of {base} texts hold “{search}”."
BLIND = "Search, order and counting are blind to capitals and to letters that look alike."
WITHOUT = "Function words (and, for, this) of Kazakh, Russian and English are left out."

OPEN: dict[str, tuple[str, str]] = {
    FOUND: (
        "«{search}» {base} мәтіннің ішінде {found} мәтінде бар.",
        "«{search}» есть в {found} из {base} текстов.",
    ),
    BLIND: (
        "Іздеу, реттеу және санау бас әріптер мен ұқсас әріптерді ажыратпайды.",
        "Поиск, порядок и подсчёт не различают заглавные и похожие буквы.",
    ),
    WITHOUT: (
        "Қазақ, орыс және ағылшын тілдерінің көмекші сөздері (және, үшін, бұл) есепке алынбаған.",
        "Служебные слова (и, для, это) казахского, русского и английского языков не учтены.",
    ),
    "chosen together": ("бірге таңдалған", "выбраны вместе"),
    "none of these": ("ешқайсысы", "ничего из этого"),
    "other combinations ({many}, each of fewer than {least} people)": (
        "басқа тіркестер (саны {many}; әрқайсысын таңдағандар {least} адамнан аз)",
        "другие сочетания ({many}, каждое выбрали меньше {least} чел.)",
    ),
    "text": ("мәтін", "текст"),
    "word": ("сөз", "слово"),
    "% of texts": ("мәтіндердің %-ы", "% текстов"),
    "Response rates (AAPOR)": ("Жауап беру үлестері (AAPOR)", "Доли ответивших (AAPOR)"),
    "stratum": ("қабат", "страта"),
    "eligible": ("іріктемеге жарайтындар", "подходящие"),
    "unknown": ("белгісіздер", "неизвестные"),
    "answered": ("жауап бергендер", "ответившие"),
    "weight": ("салмақ", "вес"),
    "{share} of the unknown people are taken as eligible (e).": (
        "Белгісіз адамдардың {share} бөлігі жарайды деп алынды (e).",
        "Из неизвестных людей подходящими считается доля {share} (e).",
    ),
    "{label}: {base} answered, {missing} of {population} missing.": (
        "{label}: {base} адам жауап берді, {population} адам ішінен {missing} адам жауап бермеді.",
        "{label}: ответили {base}, не ответили {missing} из {population}.",
    ),
    "{answer}: {percent} % ({count}), at worst {low} to {high} %.": (
        "{answer}: {percent} % ({count}), ең қолайсыз жағдайда {low}–{high} %.",
        "{answer}: {percent} % ({count}), в худшем случае от {low} до {high} %.",
    ),
}
