"""One of many codes: a list that opens, or with `search: yes` a field that finds a code by typing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from questionnaires import codes
from questionnaires.fields import Fields
from questionnaires.questionnaire import Item
from questionnaires.types import Form, Parsed, base, register
from questionnaires.types.single import Single


class Dropdown(Single):
    """Answer: the code. In a field that finds codes the label of one in any language is as good as its code,
    with any answers in its places, capitals and look-alike letters apart."""

    name = "dropdown"
    template = "dropdown.html"
    seen_by_style = False

    def read(self, fields: Fields) -> Mapping[str, Any]:
        """Codes, nets, whether they have an order, whether the list is searched by typing."""
        options = codes.options(fields, write_in=False)
        settings = {"ordered": fields.flag("ordered"), "search": fields.flag("search")}
        return {"options": options, "nets": codes.nets(fields, options), "settings": settings}

    def parse(self, item: Item, form: Form) -> Parsed:
        """The chosen code, or the one whose label was typed."""
        typed = [_code(item, text) for text in base.typed(form, item.name)]
        return super().parse(item, {**form, item.name: typed})


def _code(item: Item, text: str) -> str:
    if item.option(text):
        return text
    from questionnaires.piping import fits  # which knows the types

    found = (one.value for one in item.options if any(fits(label, text) for label in one.label.values()))
    return next(found, text)


register(Dropdown())
