"""What question types share: cleaning what was typed, choosing among options, write-ins, sizes."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from random import Random
from typing import Any

from analysis.codebook import Code, SetKind, Text, Variable, VariableSet
from questionnaires.fields import Fields
from questionnaires.questionnaire import Item, Option
from questionnaires.types import Answer, Form, Parsed, Unacceptable
from questionnaires.types.messages import ANSWER_NEEDED, ANSWER_OR_MISSING, NOT_OFFERED, TEXT_TOO_LONG

WRITE_IN_LENGTH = 200
"""The most characters of an answer in own words beside an option."""

LETTER_BYTES = 4
"""The most bytes that one character takes in UTF-8 JSON (control characters are stripped)."""

INVENTED = "Ойдан шығарылған жауап"
"""What rehearsals write where a person would write: “an invented answer”."""

# controls but tab and line end, lone surrogates, zero-width and direction marks
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


class QuestionTypeBase:
    """Defaults for a question type; a new type overrides what differs. `name` is the word after `type:`."""

    name = ""
    asks = True
    computed = False
    seen_by_style = False
    repeats = False

    @property
    def template(self) -> str:
        """The file beside the module that shows the item."""
        return f"{self.name}.html"

    def read(self, fields: Fields) -> Mapping[str, Any]:
        """A type without settings of its own."""
        return {}

    def sets(self, item: Item) -> tuple[VariableSet, ...]:
        """A type whose variables stand alone."""
        return ()

    def given(self, item: Item, value: Any) -> Answer:
        """The answer of a computed item."""
        return value

    def lacking(self, item: Item, answer: Answer) -> tuple[Unacceptable, ...]:
        """What is still missing when the item must be answered."""
        return () if answer is not None else (Unacceptable(ANSWER_NEEDED, field=item.name),)


def clean(text: str) -> str:
    """`text` as typed, but in composed form (NFC), trimmed, without what cannot be seen."""
    plain = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", plain).strip()


def typed(form: Form, field: str) -> list[str]:
    """The cleaned values of a field that are not empty."""
    return [value for value in map(clean, form.get(field, ())) if value]


def shown(value: str) -> str:
    """`value` short enough to be repeated in a message."""
    return value if len(value) <= 60 else value[:57] + "..."


def not_offered(value: str, field: str) -> Unacceptable:
    """The problem of a value that is no option."""
    return Unacceptable(NOT_OFFERED, {"value": shown(value)}, field)


def too_long(text: str, length: int, field: str) -> tuple[Unacceptable, ...]:
    """The problem of a text longer than `length` characters, if it is."""
    over = len(text) - length
    return (Unacceptable(TEXT_TOO_LONG, {"over": over, "length": length}, field),) if over > 0 else ()


def write_in_field(item: Item, option: Option) -> str:
    """The field in which the option's own words are written."""
    return f"{item.name}.{option.value}.text"


def written(item: Item, form: Form) -> dict[str, str]:
    """What stands in the item's write-in fields, by option."""
    texts = {
        option.value: "\n".join(typed(form, write_in_field(item, option)))
        for option in item.options
        if option.write_in
    }
    return {option: text for option, text in texts.items() if text}


def write_in_problems(item: Item, write_ins: Mapping[str, str]) -> tuple[Unacceptable, ...]:
    """The problems of write-ins that are too long."""
    return tuple(
        one
        for option, text in write_ins.items()
        for one in too_long(text, WRITE_IN_LENGTH, f"{item.name}.{option}.text")
    )


def fill_write_ins(item: Item, write_ins: Mapping[str, str]) -> dict[str, list[str]]:
    """The fields that hold these write-ins."""
    return {f"{item.name}.{option}.text": [text] for option, text in write_ins.items()}


def codes_of(options: Iterable[Option]) -> tuple[Code, ...]:
    """The codes of options."""
    return tuple(Code(one.value, one.label, one.missing, one.score) for one in options)


def valid_options(item: Item) -> tuple[Option, ...]:
    """The options that are answers."""
    return tuple(option for option in item.options if option.missing is None)


def set_of(item: Item, kind: SetKind, options: Mapping[str, Text], **more: Any) -> tuple[VariableSet, ...]:
    """The one set of an item with a variable ITEM_OPTION for each option (name -> label)."""
    variables = tuple(f"{item.name}_{one}" for one in options)
    labels = tuple(options.values())
    return (VariableSet(item.name, item.question, kind, variables, tuple(options), labels, **more),)


def labels_of(options: Iterable[Option]) -> dict[str, Text]:
    """Code -> label."""
    return {option.value: option.label for option in options}


def value_of(item: Item, choice: str) -> str:
    """What is stored for a chosen option: its code, or the kind of missing that it stands for."""
    option = item.option(choice)
    return option.missing if option and option.missing else choice


def json_size(value: Any) -> int:
    """Bytes of `value` as UTF-8 JSON."""
    return len(json.dumps(value, ensure_ascii=False).encode())


def entry_size(key: str, size: int) -> int:
    """Bytes of `"key": value, ` in an object, where the value takes `size` bytes."""
    return json_size(key) + len(": , ") + size


def text_size(length: int) -> int:
    """Bytes of a text of at most `length` characters."""
    return length * LETTER_BYTES + 2


def write_ins_size(item: Item) -> int:
    """Bytes of all write-ins of an item, keyed “item.option”."""
    size = text_size(WRITE_IN_LENGTH)
    return sum(entry_size(f"{item.name}.{option.value}", size) for option in item.options if option.write_in)


def explicit_missing(item: Item, form: Form) -> tuple[str | None, tuple[Unacceptable, ...]]:
    """The kind of missing ticked beside a number, text or ranking, and what is wrong with it."""
    field = f"{item.name}.missing"
    kinds = {option.missing for option in item.options if option.missing}
    ticked = typed(form, field)
    wrong = tuple(not_offered(value, field) for value in ticked if value not in kinds)
    return (ticked[0] if ticked and not wrong else None), wrong


def settled(item: Item, form: Form, parsed: Parsed) -> Parsed:
    """`parsed` with the ticked kind of missing taken into account: both together are a problem."""
    missing, wrong = explicit_missing(item, form)
    if wrong:
        return Parsed(None, problems=(*parsed.problems, *wrong))
    if missing is None:
        return parsed
    if parsed.answer is not None or parsed.problems:
        return Parsed(None, problems=(Unacceptable(ANSWER_OR_MISSING, field=f"{item.name}.missing"),))
    return Parsed({"missing": missing})


def missing_of(answer: Answer) -> str | None:
    """The kind of missing that an answer says explicitly, or None."""
    return answer.get("missing") if isinstance(answer, dict) else None


def invented(item: Item, options: Iterable[str], random: Random) -> dict[str, str]:
    """Write-ins for some of the chosen options that have a field for them."""
    chosen = [option for option in map(item.option, options) if option is not None and option.write_in]
    return {option.value: INVENTED for option in chosen if random.random() < 0.8}


def missing_variable(item: Item, level: Any, **more: Any) -> Variable:
    """The one variable of an item that holds a number or text."""
    return Variable(item.name, item.question, level, background=item.background, **more)
