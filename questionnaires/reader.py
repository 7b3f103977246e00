"""Questionnaire files (YAML, all languages side by side) read into `Questionnaire`, or all their problems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from questionnaires import codes, expressions, lookups, piping, references, rosters
from questionnaires.fields import Context, Fields
from questionnaires.functions import text_of
from questionnaires.nodes import Mapping, Node, compose, described
from questionnaires.order import Circle, Step, order
from questionnaires.problems import Point, Problems, Report, listed, nearest, problem
from questionnaires.questionnaire import Item, Questionnaire, Section
from questionnaires.references import Scope
from questionnaires.types import question_types, type_of

SHIPPED = Path(__file__).parent / "shipped"

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?\Z")
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,19}\Z")


def load(path: Path | str) -> Questionnaire:
    """The questionnaire of a file; Problems when it has any, OSError when it cannot be opened."""
    content = Path(path).read_bytes()
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        raise Problems([problem("encoding", Point(line, column))], str(path)) from None
    return read(text, str(path))


def shipped_names() -> tuple[str, ...]:
    """The questionnaires that come with the software."""
    return tuple(sorted(path.stem for path in SHIPPED.glob("*.yaml")))


def shipped(name: str) -> Questionnaire:
    """The questionnaire of that name that comes with the software; KeyError when there is none."""
    if name not in shipped_names():
        raise KeyError(f"there is no shipped questionnaire {name!r}; known: {', '.join(shipped_names())}")
    return load(SHIPPED / f"{name}.yaml")


def read(text: str, name: str = "") -> Questionnaire:
    """The questionnaire of `text`; Problems, all at once, when it has any. `name` names the file in them."""
    report = Report()
    root = compose(text, report)
    questionnaire = _questionnaire(root, text, Context(report)) if root is not None else None
    if len(report) or questionnaire is None:
        raise Problems(report.problems(), name)
    return questionnaire


def _questionnaire(root: Node, text: str, context: Context) -> Questionnaire | None:
    if not isinstance(root, Mapping):
        context.report.add("not-mapping", root, about="The questionnaire", found=described(root))
        return None
    return questionnaire_of(Fields(root, "The questionnaire", context), text)


def questionnaire_of(fields: Fields, text: str) -> Questionnaire | None:
    """The questionnaire of the whole file's fields; None when it has no languages."""
    context = fields.context
    name, version = (
        _word(fields, "questionnaire", _SLUG, "bad-slug"),
        _word(fields, "version", _VERSION, "not-word"),
    )
    context.languages = _languages(fields)
    if not context.languages:  # every text would be reported, and wrongly
        return None
    codes.shared(fields)
    context.lookups |= lookups.read(fields)
    title, introduction = fields.text("title"), fields.text("introduction", needed=False)
    thanks = fields.text("thanks", needed=False)
    scope = Scope(context)
    sections = tuple(_sections(fields, scope))
    if scope.forward and not len(context.report):
        scope = Scope(context, scope)
        sections = tuple(_sections(fields, scope))
    steps = _order(sections, context) if scope.forward or scope.ahead else ()
    scales, keep = references.scales(fields, scope), references.keep(fields, scope)
    references.silence(fields)
    fields.close()
    tables = {one: table for one, table in context.lookups.items() if table}
    return Questionnaire(
        name,
        version,
        context.languages,
        title,
        sections,
        introduction,
        thanks,
        scales,
        keep,
        tables,
        text,
        steps,
    )


def _order(sections: Sequence[Section], context: Context) -> tuple[Step, ...]:
    """The order in which items are decided; a problem where they wait for each other."""
    try:
        return order(sections)
    except Circle as circle:
        place = context.universes.get(circle.item.name, Point(circle.item.line or 1))
        context.report.add("condition-circle", place, value=circle.item.name, other=circle.other.name)
        return ()


def _word(fields: Fields, key: str, pattern: re.Pattern[str], rule: str) -> str:
    value = fields.word(key, needed=True)
    if value and (not pattern.match(value) or len(value) > 60):
        fields.report(rule, key, key=key, value=value[:80], found=f"“{value[:40]}”")
    return value


def _languages(fields: Fields) -> tuple[str, ...]:
    words = fields.words("languages", needed=True)
    for word in words:
        if not _LANGUAGE.match(word.text):
            fields.report_at("bad-language", word, value=word.text[:40])
    return tuple(word.text for word in words if _LANGUAGE.match(word.text))


def _sections(fields: Fields, scope: Scope) -> Iterator[Section]:
    groups = [fields.fields(node, "This section") for node in fields.nodes("sections", needed=True)]
    scope.expect(name for group in groups if group for name in references.item_names(group.node))
    lines: dict[str, int] = {}
    for group in groups:
        if group is not None:
            yield _section(group, scope, lines)


def _section(fields: Fields, scope: Scope, lines: dict[str, int]) -> Section:
    name = fields.name("section")
    if name in lines:
        fields.report("duplicate-section", "section", value=name, first=lines[name])
    lines.setdefault(name or "-", fields.node.line)
    fields.about = f"Section “{name}”" if name else fields.about
    shown_if = expressions.condition(fields, scope)
    section = Section(
        name,
        fields.text("title"),
        tuple(_items(fields, scope)),
        fields.text("introduction", needed=False),
        shown_if,
        _shuffled(fields),
    )
    fields.close()
    return section


def _items(fields: Fields, scope: Scope) -> Iterator[Item]:
    for node in fields.nodes("items", needed=True):
        inner = fields.fields(node, "This item")
        item = item_of(inner, scope) if inner else None
        if inner is not None and item is not None:
            yield item
            yield from rosters.blocks(item, inner, scope, item_of)


def item_of(fields: Fields, scope: Scope) -> Item | None:
    """The item, or None when it is broken; its names are then known but unclear."""
    before = len(scope.report)
    name = fields.name("item")
    fields.about = f"Item “{name}”" if name else fields.about
    name = name and scope.prefix + name
    kind = _type(fields)
    shown_if = expressions.condition(fields, scope)
    if shown_if is not None:
        scope.universes[name] = fields.place("shown if")
    broken = len(scope.report)
    item = Item(name, kind, fields.text("question"), fields.text("hint", needed=False), shown_if=shown_if)
    if kind:
        item = piping.read(fields, scope, _typed(fields, item, scope))
    # a broken condition does not make the item's own names unclear
    unclear = len(scope.report) > broken or not name or not kind
    item = _started(fields, scope, expressions.offered(fields, scope, item)) if kind else item
    scope.add(fields, None if unclear else item, name)
    scope.said |= set() if unclear else set(piping.fields(item))
    item = replace(item, checks=expressions.checks(fields, scope))
    references.silence(fields)
    if kind:
        fields.close()
    return item if len(scope.report) == before else None


def _type(fields: Fields) -> str:
    value, types = fields.word("type", needed=True), question_types()
    if value and value not in types:
        fields.report(
            "unknown-type", "type", value=value[:40], hint=nearest(value, types), known=listed(types)
        )
        return ""
    return value


def _typed(fields: Fields, item: Item, scope: Scope) -> Item:
    """The item with what its type reads, and what every item can have."""
    question_type = question_types()[item.type]
    own = dict(question_type.read(fields))
    if "required" not in own:
        own["needed_if"] = expressions.condition(fields, scope, "required if")
    for flag in ("required", "background"):
        if flag not in own:
            own[flag] = fields.flag(flag)
    key = "value" if question_type.computed else "as many as" if question_type.repeats else ""
    computes = expressions.value(fields, scope, key) if key else None
    own["needed"] = fields.text("required says", needed=False)
    item = replace(item, **own, computes=computes, shuffled=_shuffled(fields), line=fields.node.line)
    if item.bands:
        name = scope.prefix + item.bands.name
        item = replace(item, bands=replace(item.bands, name=name, background=item.background))
    return item


def _started(fields: Fields, scope: Scope, item: Item) -> Item:
    """The item with what stands in its field beforehand: an answer, or a value that is computed."""
    node, starts = fields.scalar("default"), expressions.value(fields, scope, "default from")
    found = replace(item, starts=starts if starts and starts.names else None)
    settled = bool(scope.ahead) or not scope.forward  # else the file is read once more
    if starts is not None and not starts.names and settled:  # the same for everybody
        found = replace(item, default=_default(fields, item, "default from", text_of(starts.value({}))))
    elif node is not None or starts is not None:
        key = "default" if node else "default from"
        found = replace(found, default=_default(fields, item, key, node.text if node else None))
    return found


def _default(fields: Fields, item: Item, key: str, text: str | None) -> Any:
    """What `text` says as an answer of the item; a choice is never made for anybody."""
    if item.options and any(option.missing is None for option in item.options):
        fields.report("default-choice", key)
        return None
    if text is None:
        return None
    parsed = type_of(item).parse(item, {item.name: [text]})
    if parsed.answer is None:
        fields.report("default-unfit", key, value=text[:40])
    return parsed.answer


def _shuffled(fields: Fields) -> bool:
    return fields.one_of("order", ("as written", "random")) == "random"
