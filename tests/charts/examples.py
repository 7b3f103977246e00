"""Results of the kind that the young librarians' survey gives, built straight from the dataclasses."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import sqrt

from analysis.changes import ChangeRow, Changes
from analysis.charts.frame import heading
from analysis.charts.speech import Speech
from analysis.combinations import Combination, Combinations
from analysis.open_answers import OpenAnswers
from analysis.series import Series
from analysis.tables import Association, Crosstab, Tally, TallyRow, Test
from analysis.text import Frequency


def label(kk, ru=None, en=None):
    return {"kk": kk, "ru": ru or kk, "en": en or kk}


def wilson(count, base, z=1.96):
    """A Wilson interval in per cent: what the real tallies hold, near enough for pictures."""
    if not base:
        return 0.0, 0.0
    share, spread = count / base, z * z / base
    middle = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / base + spread / base / 4) / (1 + spread)
    return max(0.0, 100 * (middle - half)), min(100.0, 100 * (middle + half))


def row(code, words, count, base, **more):
    low, high = wilson(count, base)
    percent = 100 * count / base if base else 0.0
    words = words if isinstance(words, dict) else label(words)
    return TallyRow(code, words, count, float(count), percent, low, high, **more)


def single(words, counts, *, missing=None, nets=(), kind="single", **more):
    """A tally of {code: (label, count)}; `nets` likewise."""
    base = more.pop("base", sum(count for _, count in counts.values()))
    missing = missing or {}
    return Tally(
        variable="item",
        label=words if isinstance(words, dict) else label(words),
        kind=kind,
        n=base + sum(missing.values()),
        base=base,
        missing=missing,
        rows=tuple(row(code, words, count, base) for code, (words, count) in counts.items()),
        nets=tuple(row(code, words, count, base) for code, (words, count) in dict(nets).items()),
        weighted_base=float(base),
        method="wilson_finite",
        **more,
    )


ATTITUDE = single(
    label("Кітапханашы мамандығының бейнесі", "Образ профессии библиотекаря", "The image of the profession"),
    {
        "prestigious": (label("Беделді", "Престижная", "Prestigious"), 52),
        "intellectual": (label("Зияткерлік", "Интеллектуальная", "Intellectual"), 53),
        "creative": (label("Шығармашыл", "Творческая", "Creative"), 45),
        "quiet": (label("Тыныш, жайлы жұмыс", "Спокойная, удобная работа", "Quiet, comfortable work"), 57),
        "boring": (label("Қызықсыз, бірсарынды", "Скучная, однообразная", "Boring, monotonous"), 13),
        "not_worth_it": (
            label(
                "Жұмсаған күш-жігерге татымайды, еңбегіңнің қайтарымы жоқ",
                "Не стоит затраченных сил",
                "Not worth it",
            ),
            8,
        ),
        "hectic": (label("Әбігерлі", "Суетливая", "Hectic"), 7),
        "other": (label("Басқа", "Другое", "Other"), 0),
    },
    nets={"negative": (label("Жағымсыз бейне", "Отрицательный образ", "Negative image"), 28)},
    missing={"skipped": 2},
    population=257,
)

MOTIVES = single(
    "Кітапханаға жұмысқа келуге не себеп болды?",
    {
        "chance": ("Кездейсоқ", 71),
        "money": ("Ақша тапшылығы, басқа жұмыс табылмағандықтан келуге мәжбүр болдым", 22),
        "family": ("Отбасылық дәстүр", 31),
        "wish": ("Өз қалауым", 103),
        "interest": ("Кітапқа, оқуға деген қызығушылық", 98),
        "diploma": ("Диплом бойынша мамандығым", 88),
        "home": ("Үйге жақын", 64),
        "hours": ("Жұмыс уақытының қолайлылығы", 59),
        "until": ("Жақсырақ жұмыс табылғанша уақытша", 18),
    },
    kind="multiple",
    base=235,
    missing={"skipped": 1, "refused": 1},
    answers=554,
    population=257,
)

AGREEMENT = ("Мүлде келіспеймін", "Келіспеймін", "Айту қиын", "Келісемін", "Толық келісемін")
STATEMENTS = {
    "Кітапханашы болғанымды мақтан тұтамын": (5, 12, 40, 110, 68),
    "Менің мамандығымды айналамдағы адамдар құрметтейді": (14, 48, 71, 80, 22),
    "Еңбекақым еткен еңбегіме сай": (90, 84, 30, 24, 7),
    "Жұмыс орнымда заманауи құрал-жабдық жеткілікті": (38, 66, 49, 60, 22),
    "Осы салада кәсіби өсуге мүмкіндігім бар": (9, 30, 61, 95, 40),
    "Менің ұсыныстарыма кітапхана басшылығы құлақ асып, іске асыруға көмектеседі": (12, 31, 58, 96, 33),
}


def grid(statements, codes=AGREEMENT):
    """A grid tally of {statement: counts by code}."""
    items = tuple(
        single(words, {str(i + 1): (codes[i], count) for i, count in enumerate(counts)})
        for words, counts in statements.items()
    )
    return Tally(
        "agreement", label("Төмендегі пікірлермен қаншалықты келісесіз?"), "grid", 237, 0, {}, items=items
    )


GRID = grid(STATEMENTS)

CAUSES = {
    "pay": ("Еңбекақының төмендігі", 118, 1.42),
    "base": ("Материалдық-техникалық базаның нашарлығы", 49, 1.87),
    "prestige": ("Мамандықтың қоғамдағы беделінің төмендігі", 31, 2.04),
    "growth": ("Мансаптық өсу мүмкіндігінің аздығы", 14, 2.21),
    "paper": ("Қағазбастылық, есеп берудің көптігі", 12, 2.3),
    "housing": ("Тұрғын үй мәселесі", 8, 2.25),
    "team": ("Ұжымдағы қарым-қатынас", 3, 2.5),
    "readers": ("Оқырмандармен жұмыстың қиындығы", 0, 2.9),
    "other": ("Басқа", 0, None),
}


RANKING = Tally(
    variable="dissatisfaction",
    label=label("Жұмысыңызда көңіліңіз толмайтын жайттар (алғашқы үшеуі)"),
    kind="ranking",
    n=237,
    base=235,
    missing={"skipped": 2},
    rows=tuple(row(c, words, count, 235, mean_rank=rank) for c, (words, count, rank) in CAUSES.items()),
    weighted_base=235.0,
    method="wilson_finite",
    population=257,
)

HOURS = single(
    "Аптасына неше сағат жұмыс істейсіз?",
    {
        "lt20": ("0–19", 11),
        "20_29": ("20–29", 24),
        "30_39": ("30–39", 71),
        "40": ("40–49", 122),
        "50": ("50–60", 4),
    },
    kind="number",
    missing={"skipped": 4, "does_not_know": 1},
    statistics={"mean": 36.42, "sd": 8.31, "median": 40.0, "min": 8.0, "max": 60.0},
)

SYSTEMS = {
    "Бұқар жырау": 24,
    "Жезқазған": 31,
    "Жаңаарқа": 12,
    "Қарқаралы": 17,
    "Абай": 19,
    "Ақтоғай": 9,
    "Балқаш": 16,
    "Нұра": 14,
    "Осакаров": 11,
    "Приозерск": 4,
    "Саран": 10,
    "Сәтбаев": 13,
    "Теміртау": 22,
    "Ұлытау": 8,
    "Шахтинск": 9,
    "Шет": 12,
    "Қаражал": 5,
    "Облыстық балалар мен жасөспірімдер кітапханасы және облыстық әмбебап ғылыми кітапхана": 6,
    "Қарағанды қаласы": 0,
}
TENURE = {"1 жылдан аз": 59, "1–3 жыл": 101, "4–9 жыл": 70, "10–15 жыл": 7}
IMAGES = ("Беделді", "Зияткерлік", "Шығармашыл", "Тыныш, жайлы жұмыс", "Жағымсыз бейне")


def crosstab(row_labels, column_labels, counts, **more):
    """A cross-tab of counts (rows x columns): the other figures by their plain formulas."""
    rows, columns = [sum(cells) for cells in counts], [sum(cells) for cells in zip(*counts, strict=True)]
    n = sum(rows)
    expected = [[r * c / n if n else 0.0 for c in columns] for r in rows]

    def table(cell):
        return tuple(tuple(cell(i, j) for j in range(len(columns))) for i in range(len(rows)))

    def residual(i, j):
        spread = expected[i][j] * (1 - rows[i] / n) * (1 - columns[j] / n) if n else 0
        return (counts[i][j] - expected[i][j]) / sqrt(spread) if spread > 0 else 0.0

    return Crosstab(
        row="attitude",
        column="group",
        row_label=more.get("row_label", label("Кітапханашы мамандығының бейнесі")),
        column_label=more.get("column_label", label("Еңбек өтілі", "Стаж", "Tenure")),
        row_codes=tuple(f"r{i}" for i in range(len(rows))),
        column_codes=tuple(f"c{j}" for j in range(len(columns))),
        row_labels=tuple(words if isinstance(words, dict) else label(words) for words in row_labels),
        column_labels=tuple(words if isinstance(words, dict) else label(words) for words in column_labels),
        counts=table(lambda i, j: counts[i][j]),
        weighted=table(lambda i, j: float(counts[i][j])),
        expected=table(lambda i, j: expected[i][j]),
        row_percents=table(lambda i, j: 100 * counts[i][j] / rows[i] if rows[i] else 0.0),
        column_percents=table(lambda i, j: 100 * counts[i][j] / columns[j] if columns[j] else 0.0),
        column_low=table(lambda i, j: wilson(counts[i][j], columns[j])[0]),
        column_high=table(lambda i, j: wilson(counts[i][j], columns[j])[1]),
        adjusted_residuals=table(residual),
        n=n,
        missing={"skipped": 3},
        test=Test("Pearson chi-square", 21.4, 12.0, 0.0447),
        association=Association(0.174, 0.08, 0.25, "dependence shown", 0.2, 0.18, ""),
        population=257,
        method="wilson_finite",
    )


def spread(total, parts, turn):
    """`total` people over `parts` answers, unevenly and always the same way."""
    shares = [1 + (7 * (turn + 3) * (part + 2)) % 11 for part in range(parts)]
    counts = [total * share // sum(shares) for share in shares]
    counts[turn % parts] += total - sum(counts)
    return counts


def columns_of(sizes, parts):
    """Counts (rows x columns) for columns of those sizes."""
    return list(zip(*(spread(size, parts, turn) for turn, size in enumerate(sizes)), strict=True))


BY_TENURE = crosstab(IMAGES, TENURE, columns_of(TENURE.values(), len(IMAGES)))
BY_SYSTEM = crosstab(
    IMAGES,
    SYSTEMS,
    columns_of(SYSTEMS.values(), len(IMAGES)),
    column_label=label("Кітапхана жүйесі", "Библиотечная система", "Library system"),
)

REGION = {
    "abay": ("Абай ауданы", 19),
    "aktogay": ("Ақтоғай ауданы", 9),
    "bukhar_zhyrau": ("Бұқар жырау ауданы", 24),
    "zhanaarka": ("Жаңаарқа ауданы", 12),
    "karkaraly": ("Қарқаралы ауданы", 17),
    "nura": ("Нұра ауданы", 14),
    "osakarovka": ("Осакаров ауданы", 11),
    "ulytau": ("Ұлытау ауданы", 8),
    "shet": ("Шет ауданы", 12),
    "balkhash": ("Балқаш қаласы", 16),
    "zhezkazgan": ("Жезқазған қаласы", 31),
    "karaganda": ("Қарағанды қаласы", 28),
    "karazhal": ("Қаражал қаласы", 5),
    "priozersk": ("Приозерск қаласы", 0),
    "saran": ("Саран қаласы", 10),
    "satpayev": ("Сәтбаев қаласы", 13),
    "temirtau": ("Теміртау қаласы", 22),
    "regional_or_other": ("Облыстық немесе басқа кітапхана", 15),
}


def region(groups, **more):
    """A cross-tab by library systems {code: (label, people)}."""
    sizes = [many for _, many in groups.values()]
    made = crosstab(
        IMAGES,
        [words for words, _ in groups.values()],
        columns_of(sizes, len(IMAGES)),
        column_label=label("Кітапхана жүйесі", "Библиотечная система", "Library system"),
    )
    return replace(made, column_codes=tuple(groups), **more)


BY_REGION = region(REGION)
MERGED = region(
    {
        "abay+saran": ("Абай ауданы / Саран қаласы", 29),
        "aktogay+shet+balkhash+priozersk": (
            "Ақтоғай ауданы / Шет ауданы / Балқаш қаласы / Приозерск қаласы",
            37,
        ),
        "zhezkazgan": ("Жезқазған қаласы", 31),
        "karaganda": ("Қарағанды қаласы", 28),
        "temirtau": ("Теміртау қаласы", 22),
    }
)

LONG = (
    "Кітапханашылардың әлеуметтік мәртебесі мен еңбекақысының қоғам үшін маңызына сай келмеуі",
    "Оқырмандардың кітапханаға деген қызығушылығының төмендегендігі және оқулықтардың жетіспеушілігі",
    "Қашықтықтан-қызмет-көрсету-мүмкіндігінің-болмауынан-туындайтын-қолайсыздықтарымыздың-көптігінен",
)
NINETEEN = {f"c{i}": (f"{i + 1}. {LONG[i % 3]}", (i * 7) % 23) for i in range(19)}
HOSTILE = label(
    '<script>alert("x")</script> & $\\frac{1}{2}$ -->', "]]> %s {0} \\n $", "</desc>\x00\u202e<b>A</b>"
)


def statistics_of(low, high):
    middle = (low + high) / 2
    return {
        "mean": middle + 0.4,
        "mean_low": middle - 0.6,
        "mean_high": middle + 1.4,
        "sd": (high - low) / 4,
        "q1": low + 0.35 * (high - low),
        "median": middle,
        "q3": low + 0.7 * (high - low),
        "min": low,
        "max": high,
    }


def number(low, high, **more):
    return replace(HOURS, statistics=statistics_of(low, high), **more)


def change_row(code, words, first, second, spread_, n=237):
    gap = second - first
    limits = gap - spread_, gap + spread_
    words = words if isinstance(words, dict) else label(words)
    return ChangeRow(
        code,
        words,
        first,
        second,
        (n, n),
        gap,
        spread_ / 1.96,
        *limits,
        gap / spread_ if spread_ else None,
        0.04,
    )


def changes(rows, **more):
    skipped = ({"skipped": 0}, {"skipped": 3})
    return Changes(
        "satisfaction", label("Жұмысыңызға көңіліңіз тола ма?"), rows, (237, 240), skipped, (), **more
    )


MEAN = change_row("", {}, 2.94, 3.16, 0.22)
CHANGES = changes(
    (
        change_row("1", "Мүлде толмайды", 12.2, 9.7, 5.6),
        change_row("2", "Онша толмайды", 27.8, 24.5, 7.9),
        change_row("3", "Толады да, толмайды да", 25.7, 26.2, 7.9),
        change_row("4", "Негізінен толады", 22.4, 19.8, 7.3),
        change_row("5", "Толық толады", 11.8, 19.8, 6.6),
        MEAN,
    )
)

LINES_CHANGED = changes(
    tuple(
        replace(change_row("", words, first, second, 0.15), line=f"image_{place}")
        for place, (words, first, second) in enumerate(
            [("Беделді", 2.71, 2.69), ("Зияткерлік", 3.82, 3.61), ("Еңбекке арзымайтын", 2.08, 2.4)]
        )
    ),
    kind="grid",
)
FIRST_PLACES = replace(CHANGES, rows=CHANGES.rows[:-1], kind="ranking")


def waves(*counts, label_of=ATTITUDE):
    """A series of waves: the rows of a tally with these counts each."""
    tallies = []
    for wave in counts:
        base = sum(wave)
        rows = tuple(row(r.code, r.label, many, base) for r, many in zip(label_of.rows, wave, strict=False))
        tallies.append(
            replace(label_of, rows=rows, nets=(), base=base, n=base + 2, weighted_base=float(base))
        )
    return tuple(tallies)


TREND = Series(
    tuple(label(f"{year} жыл", f"{year} год", str(year)) for year in (2018, 2020, 2022, 2024)),
    waves(
        (60, 40, 31, 62, 22, 10), (55, 46, 40, 60, 18, 9), (50, 52, 44, 57, 15, 9), (52, 53, 45, 57, 13, 8)
    ),
    in_time=True,
)


def scored(counts):
    """A grid with the mean of every line."""
    made = grid(counts)
    items = []
    for item in made.items:
        mean = sum(int(r.code) * r.count for r in item.rows) / item.base if item.base else 0.0
        known = {"mean": mean, "mean_low": mean - 0.15, "mean_high": mean + 0.15}
        items.append(replace(item, variable=item.label["kk"], statistics=known))
    return replace(made, items=tuple(items))


READERS = {words: tuple(reversed(counts)) for words, counts in STATEMENTS.items()}
STAFF_AND_READERS = Series(
    (label("Кітапханашылар", "Библиотекари", "Librarians"), label("Оқырмандар", "Читатели", "Readers")),
    (scored(STATEMENTS), scored(READERS)),
)


def combinations(options, made, others=(0, 0)):
    """Combinations of {code: label}: {codes: people}."""
    base = sum(made.values()) + others[1]
    counted = {code: sum(many for codes, many in made.items() if code in codes) for code in options}
    return Combinations(
        variable="motive",
        label=MOTIVES.label,
        n=base + 2,
        base=base,
        missing={"skipped": 2},
        options=tuple(
            (code, words if isinstance(words, dict) else label(words), counted[code])
            for code, words in options.items()
        ),
        rows=tuple(Combination(codes, many, 100 * many / base) for codes, many in made.items()),
        others=others,
        least=3,
    )


OPTIONS = {row_.code: row_.label for row_ in MOTIVES.rows}
TOGETHER = combinations(
    OPTIONS,
    {
        ("wish", "interest"): 41,
        ("wish",): 33,
        ("chance",): 31,
        ("home", "hours"): 22,
        ("interest", "diploma"): 19,
        ("diploma",): 15,
        ("wish", "interest", "diploma"): 12,
        ("chance", "money"): 9,
        (): 7,
        ("family",): 6,
        ("home",): 5,
        ("chance", "home", "hours", "until"): 3,
    },
    others=(21, 32),
)


def typed(words, **more):
    rows = tuple(Frequency(text, many, 100 * many / 84) for text, many in words.items())
    return OpenAnswers(
        "way_out",
        label("Жағдайды қалай жақсартуға болады?"),
        237,
        84,
        {"skipped": 153},
        "",
        84,
        (),
        rows,
        "words",
        **more,
    )


WORDS = typed(
    {
        "жалақы": 39,
        "жалақыны": 17,
        "көтеру": 31,
        "жаңа": 14,
        "кітап": 12,
        "компьютер": 9,
        "жөндеу": 7,
        "интернет": 6,
        "оқыту": 4,
        "баспана": 3,
    }
)


def results():
    """Every result that the laws try, by name: ordinary ones, and those that break careless charts."""
    long = {words + "?": counts for words, counts in zip(LONG, STATEMENTS.values(), strict=False)}
    several = [list(range(i, i + 19)) for i in range(19)]
    return {
        "image": ATTITUDE,
        "motives": MOTIVES,
        "grid": GRID,
        "causes": RANKING,
        "hours": HOURS,
        "tenure": BY_TENURE,
        "systems": BY_SYSTEM,
        "region": BY_REGION,
        "merged region": MERGED,
        "age": number(19.0, 35.0, label=label("Жасыңыз нешеде?"), rows=()),
        "no spread": number(40.0, 40.0, rows=()),
        "ages of two": Series(
            (label("Қалада", "В городе", "In town"), label("Ауылда не кентте", "В селе", "In a village")),
            (number(19.0, 35.0), replace(number(22.0, 62.0), base=67)),
        ),
        "ages": Series(
            (label("Қала", "Город", "Town"), label(LONG[0])),
            (number(19.0, 35.0), replace(number(20.0, 62.0), base=9)),
        ),
        "changes": CHANGES,
        "changed lines": LINES_CHANGED,
        "first places": FIRST_PLACES,
        "changes of one": changes((change_row("1", HOSTILE, 0.0, 100.0, 0.0, 1),)),
        "long changes": changes(
            tuple(change_row(str(i), LONG[i % 3], 10.0 + i % 4, 10.0 + i % 3, 1.5) for i in range(14)),
            linked=True,
        ),
        "trend": TREND,
        "reworded": replace(TREND, breaks=(2,)),
        "two waves": Series(
            (HOSTILE, label("Екінші")),
            waves((1, 0, 0, 0, 0, 0), (9, 3, 2, 1, 1, 1)),
            in_time=True,
        ),
        "staff and readers": STAFF_AND_READERS,
        "two groups": crosstab(IMAGES, ["Қалада", "Ауылда не кентте"], columns_of((170, 67), 5)),
        "together": TOGETHER,
        "long together": combinations(
            {str(i): LONG[i % 3] for i in range(12)},
            {tuple(str(j) for j in range(12) if (i >> (j % 5)) & 1): 60 - i for i in range(30)},
        ),
        "one alone": combinations({"a": HOSTILE}, {("a",): 4}),
        "words": WORDS,
        "long words": typed({f"{LONG[i % 3]} {i}": 50 - i for i in range(40)}),
        "hostile words": typed({"$\\frac{1}{2}$ <script>": 2, "图": 1}),
        "thirty": single("Отыз жауап", {f"c{i}": (f"{i + 1}-жауап", 3 * i % 31) for i in range(30)}),
        "thirty groups": crosstab(
            ["Иә", "Жоқ"], [f"{i + 1}-топ" for i in range(30)], columns_of([i + 5 for i in range(30)], 2)
        ),
        "long": single(" ".join(LONG), NINETEEN, nets={"net": (LONG[0], 90)}, missing=ALL_MISSING),
        "one": single("Жалғыз жауап", {"a": ("Иә", 7)}),
        "all or none": single("Бәрі не ешкім", {"a": ("Иә", 40), "b": ("Жоқ", 0)}),
        "hostile": single(HOSTILE, {"a": (HOSTILE, 3), "b": (label("", "", ""), 2)}),
        "long grid": grid(long, tuple(" ".join((words, LONG[0])) for words in AGREEMENT)),
        "even grid": grid({"Мектеп": (0, 0, 0, 12), "Үй": (5, 0, 0, 0)}, AGREEMENT[:4]),
        "some empty": grid({"Бар": (1, 2, 3, 4, 5), "Жоқ": (0, 0, 0, 0, 0)}),
        "long causes": replace(RANKING, rows=tuple(map(_ranked, NINETEEN.values()))),
        "one by one": crosstab(["Иә"], ["Барлығы бір топ"], [[5]]),
        "few": crosstab(["Иә", "Жоқ"], ["Қала", "Ауыл"], [[5, 0], [0, 1]]),
        "long by few": crosstab(LONG, LONG[:2], [[30, 0], [1, 7], [0, 300]]),
        "many by many": crosstab([w for w, _ in NINETEEN.values()], [LONG[0]] * 19, several),
    }


ALL_MISSING = {"skipped": 12, "refused": 3, "does_not_know": 4, "not_asked": 1234, "withheld": 1}
EMPTY = (
    single("Жауап жоқ сұрақ", {"a": ("Иә", 0)}, missing={"skipped": 3}),
    Tally("t", label("Мәтін"), "text", 0, 0, {}),
    grid({"Жоқ": (0, 0, 0)}, AGREEMENT[:3]),
    crosstab(["Иә"], ["Қала"], [[0]]),
    crosstab([], [], []),
    changes(()),
    replace(TOGETHER, base=0, n=0),
    replace(WORDS, base=0),
)


def labels(result, kind):
    """The labels that a chart of `result` shows."""
    return [heading(result, Speech()).label, *_parts(result, kind)]


def _parts(result, kind):
    if isinstance(result, Crosstab):
        rows = result.row_labels[:1] if kind in ("dots", "funnel", "tilemap") else result.row_labels
        banner = [] if kind == "gap" else [result.column_label]
        return [*banner, *rows, *result.column_labels]
    if isinstance(result, Series):
        return [*result.names, *(one.label for one in result.rows if kind != "box")]
    if isinstance(result, Combinations):
        return [words for _, words, _ in result.options]
    if isinstance(result, Tally):
        parts = [result, *result.items]
        rows = [one for part in parts for one in (*part.rows, *part.nets) if kind != "box"]
        return [one.label for one in (*result.items, *rows)]
    rows = result.rows if isinstance(result, Changes) else result.rows[:30]
    return [one.label if isinstance(result, Changes) else label(one.text) for one in rows if one != MEAN]


def half_up(percent):
    """A per cent with one decimal, rounded half up by another route than the charts'."""
    tenths = Fraction(percent) * 10
    whole = int(tenths + Fraction(1, 2))
    return f"{whole // 10}.{whole % 10}"


def _ranked(option):
    words, count = option
    return row(words[:3], words, count, 235, mean_rank=1 + count / 9 if count else None)
