"""The codebook as one page of HTML, to read and to print: questions, universes, codes, frequencies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path

import numpy as np

from analysis import look
from analysis.codebook import Codebook, Variable, VariableSet, text
from analysis.columns import Column
from analysis.exports.counts import Counts, counted
from analysis.exports.losses import Loss, lost
from analysis.exports.registry import Export, register
from analysis.exports.shared import other_languages
from analysis.exports.words import say
from analysis.microdata import Microdata
from analysis.words import number, word


def write(data: Microdata, path: Path, language: str) -> None:
    """The page in one language; its style stands in it, it loads nothing and holds no script."""
    path.write_text("\n".join(_page(data, language)) + "\n", "utf-8")


def _page(data: Microdata, language: str) -> Iterator[str]:
    book = data.codebook
    title = _one_line(text(book.title, language) or book.name)
    yield f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(title)} – {say('Codebook', language)}</title>"
    yield f"<style>\n{_style()}</style>\n</head>\n<body>\n<main>"
    yield f"<header>\n<h1>{escape(title)}</h1>"
    yield f'<p class="lead">{say("Codebook", language)} · {_about(data, language)}</p>'
    notes = (
        "This codebook holds exact counts. It is not for publication.",
        "Per cents are of the people who answered.",
        "Counts are of people, without weights.",
    )
    yield "".join(f"<p>{say(note, language)}</p>" for note in notes) + "\n</header>"
    yield from _contents(book, language)
    for name in book.questions():
        one = book.set_of(name)
        yield from _set(data, one, language) if one else _question(data, book.variable(name), language)
    if book.scales:
        yield from _scales(book, language)
    yield "</main>\n</body>\n</html>"


def _about(data: Microdata, language: str) -> str:
    book = data.codebook
    parts = (
        f"{say('version', language)} {escape(book.version)}",
        f"{say('people', language)}: {data.n}",
        f"{say('questions', language)}: {len(book.questions())}",
        f"{say('variables', language)}: {len(book.variables)}",
    )
    return " · ".join(parts)


def _contents(book: Codebook, language: str) -> Iterator[str]:
    head = say("Contents", language)
    yield f'<nav aria-labelledby="contents">\n<h2 id="contents">{head}</h2>\n<ol>'
    for name in book.questions():
        one = book.set_of(name)
        label = text(one.label if one else book.variable(name).label, language) or name
        yield f'<li><a href="#{escape(name)}">{escape(_one_line(label))}</a> <code>{escape(name)}</code></li>'
    yield "</ol>\n</nav>"


def _question(data: Microdata, variable: Variable, language: str) -> Iterator[str]:
    """A variable that stands alone."""
    yield f'<section id="{escape(variable.name)}">'
    yield f"<h2>{escape(text(variable.label, language) or variable.name)}</h2>"
    yield _facts(variable, language)
    if variable.name in data.columns:
        yield from _table(data.columns[variable.name], language)
    yield "</section>"


def _set(data: Microdata, one: VariableSet, language: str) -> Iterator[str]:
    """The variables of one item, each with its table; multiple choice in one table of the chosen."""
    yield f'<section id="{escape(one.name)}">\n<h2>{escape(text(one.label, language) or one.name)}</h2>'
    about = [f"<code>{escape(one.name)}</code>", say(one.kind, language), _asked(one.universe, language)]
    yield f'<p class="facts">{" · ".join(about)}</p>'
    columns = [data.columns[name] for name in one.variables if name in data.columns]
    if (
        one.kind == "multiple"
        and len(columns) == len(one.variables)
        and all(_yes_no(column) for column in columns)
    ):
        yield from _chosen(one, columns, language)
    else:
        for name, label in zip(one.variables, one.option_labels, strict=True):
            yield f"<h3>{escape(text(label, language))} <code>{escape(name)}</code></h3>"
            if name in data.columns:
                yield from _table(data.columns[name], language)
    yield from _nets([(text(net.label, language), net.codes) for net in one.nets], language)
    yield "</section>"


def _yes_no(column: Column) -> bool:
    return column.coded and {"1", "0"} == {code.value for code in column.variable.valid_codes}


def _chosen(one: VariableSet, columns: Sequence[Column], language: str) -> Iterator[str]:
    found = [counted(column) for column in columns]
    rows = [
        (name, text(label, language), counts.codes["1"], counts.answered)
        for name, label, counts in zip(one.variables, one.option_labels, found, strict=True)
    ]
    yield from _rows(rows, [*_missing(columns[0], found[0], language)], language)


def _table(column: Column, language: str) -> Iterator[str]:
    """Codes with their counts; quantities by their spread; texts are not shown."""
    counts = counted(column)
    if column.coded:
        codes = column.variable.valid_codes
        rows = [
            (code.value, text(code.label, language), counts.codes[code.value], counts.answered)
            for code in codes
        ]
        yield from _rows(rows, [*_missing(column, counts, language)], language)
        nets = [(text(net.label, language), net.codes) for net in column.variable.nets]
        yield from _nets(nets, language)
        return
    yield from _rows([], [*_missing(column, counts, language)], language)
    if column.numeric and counts.answered:
        yield f'<p class="facts">{_spread(column, language)}</p>'
    elif not column.numeric:
        said = f"{say('answered', language)}: {counts.answered}. {say('Texts are not shown here.', language)}"
        yield f'<p class="facts">{said}</p>'


def _rows(
    rows: Sequence[tuple[str, str, int, int]], missing: Sequence[tuple[str, str, int]], language: str
) -> Iterator[str]:
    """A table of codes and of missing answers; nothing where there is neither."""
    if not rows and not missing:
        return
    heads = "".join(f'<th scope="col">{say(name, language)}</th>' for name in ("code", "answer", "people"))
    yield f'<div class="box"><table>\n<thead><tr>{heads}<th scope="col">%</th></tr></thead>\n<tbody>'
    for code, label, n, answered in rows:
        percent = number(100 * n / answered, language) if answered else "–"
        yield _row("", code, label, n, percent)
    for code, label, n in missing:
        yield _row(' class="missing"', code, label, n, "")
    yield "</tbody>\n</table></div>"


def _row(kind: str, *cells: str | int) -> str:
    code, label, n, percent = cells
    return (
        f'<tr{kind}><td><code>{escape(str(code))}</code></td><th scope="row">{escape(str(label))}</th>'
        f"<td>{n}</td><td>{percent}</td></tr>"
    )


def _missing(column: Column, counts: Counts, language: str) -> Iterator[tuple[str, str, int]]:
    for code in column.variable.codes:
        if code.missing:
            label = f"{text(code.label, language)} ({word(code.missing, language)})"
            yield code.value, label, counts.flagged.get(code.value, 0)
    for kind, n in counts.kinds.items():
        yield ("" if kind == "skipped" else kind), word(kind, language), n


def _spread(column: Column, language: str) -> str:
    values = column.values[column.answered]
    found = (
        ("least", values.min()),
        ("median", np.median(values)),
        ("largest", values.max()),
        ("mean", values.mean()),
    )
    unit = text(column.variable.unit, language)
    said = "; ".join(f"{say(name, language)} {_size(float(value), language)}" for name, value in found)
    return f"{said}{f' ({escape(unit)})' if unit else ''}"


def _size(value: float, language: str) -> str:
    """A quantity with one decimal; a very large or small one by its first digits."""
    if value == 0 or 0.05 <= abs(value) < 1e15:
        return number(value, language)
    short = f"{value:.3g}"
    return short if language == "en" else short.replace(".", ",")


def _facts(variable: Variable, language: str) -> str:
    facts = [
        f"<code>{escape(variable.name)}</code>",
        say(variable.level, language),
        _asked(variable.universe, language),
    ]
    facts += [say("reversed", language)] if variable.reversed else []
    return f'<p class="facts">{" · ".join(facts)}</p>'


def _asked(universe: str, language: str) -> str:
    if not universe:
        return f"{say('asked', language)}: {say('everybody', language)}"
    return f"{say('asked where', language)}: <code>{escape(_one_line(universe))}</code>"


def _nets(nets: Sequence[tuple[str, Sequence[str]]], language: str) -> Iterator[str]:
    if nets:
        said = "; ".join(f"{escape(label)} = {escape(' + '.join(codes))}" for label, codes in nets)
        yield f'<p class="facts">{say("nets", language)}: {said}</p>'


def _scales(book: Codebook, language: str) -> Iterator[str]:
    yield f'<section id="scales-of-the-codebook">\n<h2>{say("scales", language)}</h2>\n<ul>'
    for one in book.scales:
        members = ", ".join(f"<code>{escape(name)}</code>" for name in one.variables)
        yield f"<li>{escape(text(one.label, language))} <code>{escape(one.name)}</code>: {members}</li>"
    yield "</ul>\n</section>"


def _style() -> str:
    """The tokens of the house, then the rules of this page."""
    sizes = "".join(f"--size-{name}:{size / 16:g}rem;" for name, size in look.SIZES.items())
    spaces = "".join(f"--space-{i}:{step}px;" for i, step in enumerate(look.SPACES, start=1))
    rules = files("analysis.exports").joinpath("page.css").read_text("utf-8")
    return (
        f":root{{{sizes}{spaces}--font:{look.FONTS};--line-height:{look.LINE_HEIGHT};"
        f"{look.css(look.LIGHT)}color-scheme:light dark}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{look.css(look.DARK)}}}}}\n"
        f"@media print{{:root{{{look.css(look.PRINT)}}}}}\n{rules}"
    )


def _one_line(said: str) -> str:
    return " ".join(said.split())


def losses(data: Microdata) -> tuple[Loss, ...]:
    """It shows counts, in one language."""
    languages = other_languages(data.codebook, "the page is in one language")
    return (lost("answers", "a codebook holds counts only"), *languages)


register(
    Export(
        "html",
        ".html",
        {
            "kk": "Код кітабы: оқуға және басып шығаруға",
            "ru": "Книга кодов: читать и печатать",
            "en": "The codebook, to read and to print",
        },
        write,
        losses,
        carries=False,
    )
)
