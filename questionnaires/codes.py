"""Reading response options: shared and inline code lists, ready-made missing codes, nets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.codebook import DOES_NOT_KNOW, MISSING_KINDS, REFUSED, Net
from questionnaires import house, lookups
from questionnaires.fields import Context, Fields
from questionnaires.nodes import Mapping, Scalar, described
from questionnaires.problems import listed, nearest
from questionnaires.questionnaire import Option

_CODE = re.compile(r"[A-Za-z0-9_]{1,40}\Z")
_ASKED_FOR = {"refused": REFUSED, "does not know": DOES_NOT_KNOW}


def options(fields: Fields, *, write_in: bool = True) -> tuple[Option, ...]:
    """The options of an item: those of `codes`, then the missing codes that it asks for. Two are needed."""
    found = _codes(fields)
    if found is None:
        missing_options(fields)
        return ()
    every = (*found, *(one for one in missing_options(fields) if one.value not in {o.value for o in found}))
    if not write_in:
        for option in every:
            if option.write_in:
                fields.report("write-in-here", "codes", value=option.value)
    if found and all(option.missing for option in found):
        fields.report("no-answer-left", "codes")
    elif len(every) < 2 and not any(option.awaited for option in every):
        fields.report("few-codes", "codes", count=len(every))
    return every


def missing_options(fields: Fields) -> tuple[Option, ...]:
    """The options that `refused: yes` and `does not know: yes` add, with the house's labels."""
    kinds = [kind for key, kind in _ASKED_FOR.items() if fields.flag(key)]
    if kinds:
        house_words(fields, next(key for key in _ASKED_FOR if key in fields))
    return tuple(
        Option(
            kind, house.spoken(house.MISSING[kind], fields.context.languages), exclusive=True, missing=kind
        )
        for kind in kinds
    )


def house_words(fields: Fields, key: str) -> None:
    """Report languages for which the house has no ready-made words."""
    for language in house.unspoken(fields.context.languages):
        fields.report("no-house-words", key, key=key, have=listed(house.LANGUAGES), language=language)


def nets(fields: Fields, options: tuple[Option, ...]) -> tuple[Net, ...]:
    """The nets of an item: named unions of its options."""
    valid = [option.value for option in options if option.missing is None]
    found = []
    for name, inner in fields.groups("nets", "net") if "nets" in fields else ():
        codes = inner.words("codes", needed=True)
        for code in codes:
            if valid and code.text not in valid:
                hint, known = nearest(code.text, valid), listed(valid)
                inner.report_at("net-codes", code, value=code.text[:40], hint=hint, known=known)
        label = inner.own_text("label")
        inner.close()
        check_code(inner, name)
        found.append(Net(name.text, label, tuple(code.text for code in codes)))
    return tuple(found)


def shared(fields: Fields) -> None:
    """Read the shared code lists into the context; a broken one is kept as None."""
    for name, inner in fields.groups("codes", "code list") if "codes" in fields else ():
        before = len(fields.context.report)
        found = _code_list(inner)
        whole = len(fields.context.report) == before
        fields.context.codes[name.text] = found if whole else None


def _codes(fields: Fields) -> tuple[Option, ...] | None:
    """The options of `codes`; None when they cannot be known, and then a problem says why."""
    node = fields.get("codes")
    if node is None:
        fields.report("missing-key", key="codes")
        return None
    if isinstance(node, Mapping):
        return _code_list(Fields(node, f"{fields.about}: “codes”", fields.context))
    if isinstance(node, Scalar) and node.text.strip():
        return _shared_list(fields, node.text.strip(), fields.context)
    fields.report("not-mapping", "codes", about=f"{fields.about}: “codes”", found=described(node))
    return None


def _shared_list(fields: Fields, name: str, context: Context) -> tuple[Option, ...] | None:
    context.used.add(name)
    if name not in context.codes:
        known = list(context.codes)
        fields.report(
            "unknown-codes", "codes", value=name[:60], hint=nearest(name, known), known=listed(known)
        )
    return context.codes.get(name)


def _code_list(fields: Fields) -> tuple[Option, ...]:
    if lookups.is_to_come(fields):
        return lookups.to_come(fields)
    found = []
    for key, node in fields.node.entries:
        inner = fields.fields(node, f"{fields.about}: code “{key.text[:40]}”")
        if inner is not None:
            found.append(_option(inner, key))
    return tuple(found)


def _option(fields: Fields, key: Scalar) -> Option:
    check_code(fields, key)
    missing = fields.one_of("missing", (REFUSED, DOES_NOT_KNOW)) or None
    if key.text in MISSING_KINDS and missing != key.text:
        fields.report_at("reserved-code", key, value=key.text)
    option = Option(
        key.text,
        fields.own_text("label"),
        exclusive=fields.flag("exclusive") or missing is not None,
        write_in=fields.flag("write in"),
        missing=missing,
        score=fields.number("score"),
        columns=dict(columns(fields)),
        fixed=fields.flag("fixed"),
    )
    fields.close()
    return option


def columns(fields: Fields) -> Iterator[tuple[str, str]]:
    """The columns of a code: name -> text, by which “offer if” filters."""
    inner = fields.group("columns", f"{fields.about}: “columns”") if "columns" in fields else None
    for key, _ in inner.node.entries if inner else ():
        if inner is not None and inner.check_name(key):
            yield key.text, inner.word(key.text)


def check_code(fields: Fields, key: Scalar) -> None:
    """Report a code that cannot be one."""
    if not _CODE.match(key.text):
        fields.report_at("bad-code", key, value=key.text[:60])
