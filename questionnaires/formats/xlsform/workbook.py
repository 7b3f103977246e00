"""A workbook as a form: its settings, languages, lists and questions, or the reason why it is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath

from questionnaires.formats import NotReadable
from questionnaires.formats.sheets import Sheet, Workbook
from questionnaires.formats.xlsform import choices as lists
from questionnaires.formats.xlsform import entities, references, rules
from questionnaires.formats.xlsform.headers import Line, lines, tokens_of
from questionnaires.formats.xlsform.nouns import Element, Form
from questionnaires.formats.xlsform.survey import NAME, Rows
from questionnaires.formats.xlsform.words import (
    SETTING_COLUMNS,
    SETTING_NAMES,
    SHEETS,
    SURVEY_COLUMNS,
    SURVEY_NAMES,
    YES_NO,
    Tokens,
)

MOST_QUESTIONS = 20_000
_NOT_CHECKED = frozenset(("type", "name", "trigger"))


def read(book: Workbook, file: str) -> Form:
    """The form of a workbook; NotReadable with sheet, row and reason when it is not valid."""
    survey = _survey_sheet(book)
    if len(survey.rows) > MOST_QUESTIONS:
        number = survey.rows[MOST_QUESTIONS].number
        raise NotReadable(f"more than {MOST_QUESTIONS} questions", sheet=survey.name, row=number)
    settings = _settings(book.get("settings"))
    title = settings.texts.get("title", {})
    default = settings.get("default_language") or "default"
    duplicates = YES_NO.get(settings.get("allow_choice_duplicates"), False)
    choices = lists.read(book.get("choices"), default, duplicates=duplicates)
    external = lists.read(book.get("external_choices"), default, duplicates=True)
    tokens = tokens_of(survey.headers, survey.name, SURVEY_NAMES, SURVEY_COLUMNS)
    if not any(one[0] == "type" for one in tokens.values()):
        raise NotReadable("the column “type” is missing", sheet=survey.name, row=1)
    tidy = YES_NO.get(settings.get("clean_text_values"), True)
    read_lines = lines(survey, tokens, default, tidy=tidy)
    rows = Rows(survey.name, choices, external, settings.get("name") or "data", book.names)
    root = rows.read(read_lines)
    if settings.get("flat"):
        _flatten(root, "")
    stem = PurePath(file).stem
    name = rows.settings.get("id_string") or settings.get("id_string") or stem
    form = Form(
        name,
        next(iter(title.values()), "") or rows.settings.get("title", "") or name,
        _languages(root, choices.values()),
        default,
        root,
        choices,
        external,
        {**settings.values, **rows.settings},
    )
    _references(book, survey, tokens, rows, YES_NO.get(settings.get("omit_instanceID"), False))
    declared = entities.check(book.get("entities"), root, survey.name)
    form.entities = bool(declared)
    rules.check(form, survey.name, declared)
    return form


def _flatten(element: Element, outer: str) -> None:
    """A “flat” form gives the conditions of its groups to what is in them."""
    for child in element.children:
        own = child.get("relevant")
        both = f"{outer} and ({own})" if outer and own else outer or own
        if child.kind != "question":
            _flatten(child, both)
        elif both:
            child.logic["relevant"] = both


def _survey_sheet(book: Workbook) -> Sheet:
    if "survey" in book.sheets:
        return book.sheets["survey"]
    if len(book.names) == 1 and book.names[0].lower() not in SHEETS:
        return book.sheets[book.names[0].lower()]
    found = ", ".join(f"“{name[:40]}”" for name in book.names[:8]) or "none"
    raise NotReadable(f"this is no XLSForm: there is no sheet “survey” (the sheets are: {found})")


def _settings(sheet: Sheet) -> Line:
    """The first row of the settings."""
    tokens = tokens_of(sheet.headers, sheet.name, SETTING_NAMES, SETTING_COLUMNS)
    found = lines(sheet, tokens, "default")
    if not found:
        return Line(2)
    name = found[0].get("name")
    if name and not NAME.match(name):
        raise NotReadable(f"“{name}” cannot be the name of a form", sheet=sheet.name, row=found[0].number)
    if YES_NO.get(found[0].get("omit_instanceID")) and found[0].get("public_key"):
        reason = "an encrypted form cannot omit its instanceID"
        raise NotReadable(reason, sheet=sheet.name, row=found[0].number)
    return found[0]


def _languages(root: Element, choices: Iterable[Iterable[object]]) -> tuple[str, ...]:
    """Languages in the order in which they come."""
    found: dict[str, None] = {}
    for one in root.inside():
        for texts in one.texts.values():
            found |= dict.fromkeys(texts)
    for options in choices:
        for option in options:
            found |= dict.fromkeys(getattr(option, "labels", {}))
    return tuple(found)


def _references(
    book: Workbook, survey: Sheet, tokens: Mapping[str, Tokens], rows: Rows, without_id: bool
) -> None:
    names = dict(rows.names)
    if not without_id:
        names["instanceID"] = names.get("instanceID", 0) + 1
    settings = book.get("settings")
    references.check(settings, names, rows.root, columns=settings.headers)
    declared = book.get("entities")
    checked = [one for one in declared.headers if one not in ("list_name", "list name", "repeat")]
    references.check(declared, names, rows.root, columns=checked)
    checked = [header for header, one in tokens.items() if one[0] not in _NOT_CHECKED]
    references.check(survey, names, rows.root, columns=checked)
    choices = book.get("choices")
    checked = [
        one
        for one in choices.headers
        if one.split(":")[0].strip().lower()
        in ("label", "caption", "image", "audio", "video", "big-image", "media")
    ]
    references.check(choices, names, rows.root, columns=checked)
