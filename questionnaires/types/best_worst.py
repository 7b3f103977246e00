"""Best-worst scaling: of each of several sets of the codes the best and the worst one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

from analysis.codebook import Text, Variable
from questionnaires import codes, designs
from questionnaires.fields import Fields
from questionnaires.questionnaire import Item, Option, Row
from questionnaires.types import Answer, Form, Parsed, Unacceptable, register
from questionnaires.types.messages import BEST_AND_WORST
from questionnaires.types.paired_comparison import Choices, offered

SMALLEST, LARGEST, USUAL, MOST_SETS = 3, 6, 4, 30
FEW_CODES = 6
"""From so many codes on sets of four are usual, below sets of three."""


class BestWorst(Choices):
    """Answer: "1_best" -> code, "1_worst" -> code, "2_best" and so on, for the sets that were answered.

    Which codes are in which set comes from `questionnaires.designs`, the same for everybody: the variables of
    a set have its codes only, so that the codebook states the design.
    """

    name = "best_worst"
    template = "paired_comparison.html"

    def read(self, fields: Fields) -> Mapping[str, Any]:
        """Codes, the words for best and worst, the size and the number of sets."""
        options = codes.options(fields, write_in=False)
        best, worst = fields.text("best"), fields.text("worst")
        valid = [option for option in options if option.missing is None]
        most = min(LARGEST, max(SMALLEST, len(valid) - 1))
        size = fields.whole("size", SMALLEST, most)
        sets = fields.whole("sets", 2, MOST_SETS)
        if options and len(valid) <= SMALLEST:
            fields.report("best-worst-few", "codes", count=len(valid))
            return {"options": options}
        usual = USUAL if len(valid) >= FEW_CODES else SMALLEST
        design = designs.blocks(max(len(valid), SMALLEST + 1), size or usual, sets)
        return {"options": options, **_rows(design, valid, (best, worst), options)}

    def parse(self, item: Item, form: Form) -> Parsed:
        """Best and worst of each set, which must be two codes."""
        parsed = super().parse(item, form)
        given = parsed.answer or {}
        missing = {option.value for option in item.options if option.missing}
        same = [
            row
            for row, value in given.items()
            if row.endswith("worst") and given.get(_other(row)) == value and value not in missing
        ]
        problems = tuple(Unacceptable(BEST_AND_WORST, field=f"{item.name}.{row}") for row in same)
        answer = {row: value for row, value in given.items() if row not in same and _other(row) not in same}
        return Parsed(answer or None, problems=(*parsed.problems, *problems))

    def variables(self, item: Item) -> tuple[Variable, ...]:
        """Two variables for each set, with the codes of the set; their labels name them."""
        return tuple(_described(item, one) for one in super().variables(item))

    def draw(self, item: Item, random: Random) -> tuple[Answer, dict[str, str]]:
        """Two different codes of each set."""
        answer = {}
        for row in item.rows:
            if row.name.endswith("best"):
                valid = [v for v in offered(item, row.name) if not _is_missing(item, v)]
                answer[row.name], answer[_other(row.name)] = random.sample(valid, 2)
        return {row.name: answer[row.name] for row in item.rows}, {}


def _described(item: Item, variable: Variable) -> Variable:
    def label(language: str, text: str) -> str:
        return f"{text}: {', '.join(code.label.get(language, '') for code in variable.valid_codes)}"

    return replace(
        variable, label={language: label(language, text) for language, text in variable.label.items()}
    )


def _is_missing(item: Item, value: str) -> bool:
    option = item.option(value)
    return option is not None and option.missing is not None


def _other(row: str) -> str:
    turn, _, side = row.partition("_")
    return f"{turn}_{'best' if side == 'worst' else 'worst'}"


def _rows(
    design: designs.Design, valid: list[Option], words: tuple[Text, Text], options: tuple[Option, ...]
) -> Mapping[str, Any]:
    missing = tuple(option.value for option in options if option.missing)
    rows, shown = [], {}
    for turn, one in enumerate(design.sets, 1):
        values = tuple(valid[place].value for place in one if place < len(valid))
        for side, label in zip(("best", "worst"), words, strict=True):
            place = f"{turn}/{len(design.sets)}. "
            rows.append(Row(f"{turn}_{side}", {language: place + text for language, text in label.items()}))
            shown[f"{turn}_{side}"] = (*values, *missing)
    settings = {"offered": shown, "often": design.often, "together": design.together}
    return {"rows": tuple(rows), "settings": settings}


register(BestWorst())
