"""A questionnaire of ours as XLSForm (.xlsx), every language beside each other, with what it cannot hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from analysis.codebook import Text
from questionnaires.conditions import Condition
from questionnaires.formats import Loss
from questionnaires.formats.xlsform import unkept
from questionnaires.formats.xlsform.book import workbook
from questionnaires.formats.xlsform.said import (
    Line,
    alone,
    flags,
    language_header,
    limits,
    short,
    shown,
    words,
)
from questionnaires.formats.xpath_out import Sayer, Unsayable
from questionnaires.questionnaire import Awaited, Item, Option, Questionnaire
from questionnaires.types import type_of

LONGEST_FILTER = 4_000
_COLUMN = re.compile(r"'\{([^}']*)\}'")

_PLAIN = {"date": "date", "time": "time", "note": "note", "acknowledgement": "acknowledge"}
_CHOOSING = {
    "single": "select_one",
    "dropdown": "select_one",
    "yes_no": "select_one",
    "multiple": "select_multiple",
}
_LINES = {"grid": "select_one", "matrix": "select_multiple"}


class Writer:
    """A form in the making: lines of the sheets and the losses."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.survey: list[Line] = []
        self.choices: list[Line] = []
        self.losses: list[Loss] = []
        self._lists: list[tuple[tuple[Option, ...], str]] = []
        self._headers = {one: language_header(one) for one in questionnaire.languages}
        self._known: set[str] = set()
        self._several: set[str] = set()

    def lose(self, place: str, kind: str, reason: str) -> None:
        """Name what the form cannot hold."""
        self.losses.append(Loss(place, kind, reason))

    def run(self) -> tuple[bytes, tuple[Loss, ...]]:
        """The file and the losses."""
        one = self.questionnaire
        for item in one.items():
            self._name_all(item)
        self._tables()
        self._note("introduction", one.introduction)
        for section in one.sections:
            shown = self._condition(section.shown_if, section.name, "routing")
            self._line("begin group", f"section_{section.name}", section.title, relevant=shown)
            self._note(f"{section.name}_introduction", section.introduction)
            for item in section.items:
                self._item(item)
            self.survey.append({"type": "end group"})
        self._note("thanks", one.thanks)
        for loss in unkept.of_form(one):
            self.lose(*loss)
        settings = {
            "form_title": one.title[one.languages[0]],
            "form_id": one.name,
            "version": one.version,
            "default_language": self._headers[one.languages[0]],
        }
        sheets = {"survey": self.survey, "choices": self.choices, "settings": [settings]}
        return workbook(sheets), tuple(self.losses)

    def _text(self, column: str, text: Text) -> Line:
        return {f"{column}::{self._headers[one]}": said for one, said in text.items()}

    def _line(self, kind: str, name: str, label: Text, **more: str) -> Line:
        line = {"type": kind, "name": name, **self._text("label", shown(label))}
        line |= {key: value for key, value in more.items() if value}
        self.survey.append(line)
        return line

    def _note(self, name: str, text: Text) -> None:
        if text:
            self._line("note", name, text)

    def _condition(self, condition: Condition | None, place: str, kind: str, own: str = "") -> str:
        if condition is None:
            return ""
        try:
            return Sayer(self._known, self._several, own).condition(condition.tree)
        except Unsayable as reason:
            self.lose(place, kind, f"{reason}: {condition.source[:80]}")
            return ""

    def _item(self, item: Item) -> None:
        make = _MAKERS.get(item.type)
        if make is None:
            self.lose(item.name, "type", f"there is nothing like “{item.type}”")
            return
        before = len(self.survey)
        relevant = self._condition(item.shown_if, item.name, "routing")
        make(self, item)
        first = self.survey[before]
        first |= {"relevant": relevant} if relevant else {}
        if first["type"] != "begin group":
            first |= self._asked(item)
        self._check(item, first)
        for reason in unkept.of_item(item):
            self.lose(item.name, "setting", reason)

    def _asked(self, item: Item) -> Line:
        """Hint, required, default of one line."""
        found = self._text("hint", shown(item.hint))
        needed = "yes" if item.required else self._condition(item.needed_if, item.name, "required")
        if needed:
            found |= {"required": needed, **self._text("required_message", shown(item.needed))}
        if item.starts is not None:
            found["default"] = self._starts(item)
        if item.default is not None and item.type != "note":
            found["default"] = str(item.default)
        return found

    def _starts(self, item: Item) -> str:
        try:
            return Sayer(self._known, self._several).value(item.starts.tree) if item.starts else ""
        except Unsayable as reason:
            self.lose(item.name, "default", str(reason))
            return ""

    def _name_all(self, item: Item) -> None:
        """What later conditions can speak of."""
        kind = type_of(item)
        if item.type != "ranking":
            self._known |= {variable.name for variable in kind.variables(item)}
        for one in kind.sets(item):
            if one.kind == "multiple":
                names = {one.name} if item.type == "multiple" else set()
                self._known |= names
                self._several |= names

    def _check(self, item: Item, line: Line) -> None:
        """Limits and checks as one constraint with the words of the first check."""
        self._known.add(item.name)
        said = [self._condition(check.holds, item.name, "check", item.name) for check in item.checks]
        parts = [*limits(item), *alone(item), *(one for one in said if one)]
        if parts and line["type"] != "begin group":
            line["constraint"] = " and ".join(
                f"({one})" if len(parts) > 1 and (" or " in one or " and " in one) else one for one in parts
            )
            line |= self._text("constraint_message", shown(words(item.checks)))
        if any(check.soft for check in item.checks):
            self.lose(item.name, "check", "a soft check becomes a hard one")

    def listed(self, options: tuple[Option, ...], name: str) -> str:
        """The list of these options, made once."""
        for known, found in self._lists:
            if known == options:
                return found
        self._lists.append((options, name))
        for option in options:
            label = self._text("label", shown(option.label))
            self.choices.append({"list_name": name, "name": option.value, **label, **flags(option)})
        return name

    def choosing(self, item: Item) -> None:
        """A choice of one or several."""
        if item.type == "ranking" or (
            item.type in _CHOOSING and not any(o.missing is None for o in item.options)
        ):
            kind = "rank"
        else:
            kind = _CHOOSING[item.type]
        awaited = next((one for one in item.options if one.awaited), None)
        if awaited is not None:
            self._awaited(item, kind, awaited)
            return
        line = self._line(f"{kind} {self.listed(item.options, item.name)}", item.name, item.question)
        if item.type == "dropdown":
            line["appearance"] = "minimal"
        if item.shuffled:
            line["parameters"] = "randomize=true"
        line |= self._filter(item)
        for option in item.options:
            if option.write_in:
                chosen = f"selected(${{{item.name}}}, '{option.value}')"
                self._line("text", f"{item.name}_{option.value}_text", option.label, relevant=chosen)

    def _awaited(self, item: Item, kind: str, option: Option) -> None:
        """A choice from a list that is still to come."""
        listed = option.awaited or Awaited("")
        if kind == "rank":
            self.lose(item.name, "type", "an order of choices from a file")
            kind = "select_multiple"
        line = self._line(f"{kind}_from_file {listed.file}", item.name, item.question)
        columns = {"value": listed.code, "label": listed.label}
        if said := " ".join(f"{key}={column}" for key, column in columns.items() if column):
            line["parameters"] = said
        holds = self._condition(option.offered_if, item.name, "offer")
        if holds:
            line["choice_filter"] = _COLUMN.sub(r"\1", holds)

    def _tables(self) -> None:
        """The tables in which values are looked up."""
        for name, table in self.questionnaire.lookups.items():
            self.survey.append({"type": "csv-external", "name": name})
            if not table.awaited:
                self.lose(name, "setting", f"the table must stand beside the form, as {name}.csv")

    def _filter(self, item: Item) -> Line:
        """Which choices are offered, each by its own condition."""
        if not any(option.offered_if for option in item.options):
            return {}
        try:
            sayer = Sayer(self._known, self._several)
            parts = [
                f"(name = '{o.value}' and ({sayer.condition(o.offered_if.tree)}))"
                if o.offered_if
                else f"name = '{o.value}'"
                for o in item.options
            ]
        except Unsayable as reason:
            self.lose(item.name, "offer", str(reason))
            return {}
        said = " or ".join(parts)
        if len(said) > LONGEST_FILTER:
            self.lose(item.name, "offer", "the filter of choices is too long")
            return {}
        return {"choice_filter": said}

    def lines(self, item: Item) -> None:
        """A table: one question for each line."""
        name = self.listed(item.options, item.name)
        self._line("begin group", item.name, item.question, appearance="table-list")
        for row in item.rows:
            required = {"required": "yes"} if item.required else {}
            self._line(f"{_LINES[item.type]} {name}", f"{item.name}_{row.name}", row.label, **required)
        self.survey.append({"type": "end group"})

    def shares(self, item: Item) -> None:
        """Points divided among lines."""
        self._line("begin group", item.name, item.question, appearance="field-list")
        for row in item.rows:
            self._line("integer", f"{item.name}_{row.name}", row.label, constraint=". >= 0")
        self.survey.append({"type": "end group"})
        self.lose(item.name, "check", "that the points make a given sum is not checked")

    def number(self, item: Item) -> None:
        """A number."""
        whole = item.type == "year" or item.settings.get("whole")
        self._line("integer" if whole else "decimal", item.name, item.question)

    def slider(self, item: Item) -> None:
        """A place between two ends."""
        low, high = short(item.low or 0), short(100 if item.high is None else item.high)
        self._line("range", item.name, item.question, parameters=f"start={low} end={high} step=1")

    def text(self, item: Item) -> None:
        """Words."""
        self._line(
            "text", item.name, item.question, appearance="multiline" if item.settings.get("long") else ""
        )

    def plain(self, item: Item) -> None:
        """What XLSForm has too."""
        self._line(_PLAIN[item.type], item.name, item.question)

    def computed(self, item: Item) -> None:
        """A computed value, or one that stands in the file."""
        if item.computes is None:
            self._line("calculate", item.name, item.question, calculation=f"'{item.settings['code']}'")
            return
        try:
            said = Sayer(self._known, self._several).value(item.computes.tree)
        except Unsayable as reason:
            self.lose(item.name, "value", str(reason))
            said = "''"
        self._line("calculate", item.name, item.question, calculation=said)


_MAKERS: Mapping[str, Callable[[Writer, Item], None]] = {
    **dict.fromkeys((*_CHOOSING, "ranking"), Writer.choosing),
    **dict.fromkeys(_LINES, Writer.lines),
    **dict.fromkeys(("number", "year", "decimal"), Writer.number),
    **dict.fromkeys(_PLAIN, Writer.plain),
    **dict.fromkeys(("calculated", "hidden"), Writer.computed),
    "constant_sum": Writer.shares,
    "slider": Writer.slider,
    "text": Writer.text,
}


def write(questionnaire: Questionnaire) -> tuple[bytes, tuple[Loss, ...]]:
    """The .xlsx of a questionnaire, and what it cannot hold."""
    return Writer(questionnaire).run()
