"""Problems of a questionnaire file: what is wrong, where, and what to do about it.

Every problem belongs to a rule. `RULES` is the catalogue: the rule's name and its sentence, written for
an author who is no programmer; `rules.yaml` gives it a number and examples. The places in braces are filled with the author's own words.
"""

# ruff: noqa: E501 - one rule a line reads and compares best
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Protocol

RULES: Mapping[str, str] = {
    # the file
    "empty-file": "The file is empty. A questionnaire begins with a line such as “questionnaire: my-survey”.",
    "file-size": "The file holds {size} characters; at most {limit} can be read. Divide it into several.",
    "encoding": "The file is not written in UTF-8. Save it again in your editor with the encoding UTF-8.",
    "character": "An invisible character that cannot be read stands here ({character}). Delete it.",
    "tab": "A tab stands here where blanks are needed. Replace it with blanks (two for each step inwards).",
    "yaml": "The file cannot be understood here: {what}",
    "depth": "Lists and groups stand more than {limit} deep inside each other here. Take some of them apart.",
    "aliases": "The references with * make the questionnaire too large. Write the parts out instead.",
    "unknown-alias": "“*{name}” refers to nothing: no “&{name}” stands above it.",
    "tag": "“{tag}” cannot be used here. Delete it: every value is read as text.",
    "one-document": "A second document begins here (---). Put each questionnaire into a file of its own.",
    "key-not-word": "A simple word is needed before the colon here, not a list or a group.",
    "duplicate-key": "“{key}” stands twice here; the first is in line {first}. Keep one of them.",
    # the shape of values
    "not-mapping": "{about} needs lines of the form “name: value” here, but {found} stands here.",
    "not-list": "{about}: “{key}” needs a list (lines that begin with “- ”, or [a, b]), but {found} stands here.",
    "not-word": "{about}: “{key}” needs a single value, but {found} stands here.",
    "not-yes-no": "{about}: “{key}” can be yes or no, not “{value}”.",
    "not-number": "{about}: “{key}” needs a number, not “{value}”.",
    "not-whole": "{about}: “{key}” needs a whole number, not “{value}”.",
    "not-allowed": "{about}: “{key}” cannot be “{value}”.{hint} It can be: {allowed}.",
    "out-of-range": "{about}: “{key}” is {value}, but it must be from {low} to {high}.",
    "unknown-key": "{about} has no “{key}”.{hint} Here you can write: {known}.",
    "missing-key": "{about} has no “{key}”; it needs one.",
    "empty-value": "{about}: nothing stands after “{key}”. Write something or delete the line.",
    "empty-list": "{about}: “{key}” is empty. Put at least one entry into it.",
    "repeated-entry": "{about}: “{value}” stands twice in “{key}”. Delete one.",
    # texts and languages
    "bad-language": "“{value}” is no language code. Use codes such as kk, ru or en.",
    "missing-language": "{about}: “{key}” has no text in {language}. Every text is needed in: {languages}.",
    "extra-language": "{about}: “{key}” has a text in “{language}”, which is not among the languages: {languages}.",
    "empty-text": "{about}: “{key}” has an empty text in {language}. Write the text.",
    "text-not-languages": "{about}: “{key}” needs a text in each language (for example {{{example}}}), but {found} stands here.",
    "no-house-words": "{about}: ready-made words for “{key}” exist in {have} only, not in {language}. Write the labels yourself as codes.",
    # names
    "bad-name": "{about}: “{value}” cannot be a name. Use small Latin letters, digits and _ and begin with a letter.",
    "bad-slug": "“{value}” cannot name a questionnaire. Use small Latin letters, digits and hyphens, at most 60.",
    "bad-code": "{about}: “{value}” cannot be a code. Use Latin letters, digits and _, at most 40.",
    "reserved-name": "{about}: the word “{value}” has a meaning of its own here. Choose another name.",
    "long-name": "{about} makes a variable called “{value}”, longer than 64 characters. Choose shorter names.",
    "duplicate-item": "Two items are called “{value}”; the first is in line {first}. Give one another name.",
    "duplicate-section": "Two sections are called “{value}”; the first is in line {first}. Give one another name.",
    "duplicate-variable": "{about} makes a variable “{value}”, but {other} makes one of that name too. Rename one.",
    # items
    "unknown-type": "{about}: there is no question type “{value}”.{hint} Types: {known}.",
    "unknown-codes": "{about}: there is no shared code list “{value}”.{hint} Code lists: {known}.",
    "few-codes": "{about} offers {count} answers; a choice needs at least two.",
    "reserved-code": "{about}: the code “{value}” means a missing answer. Add “missing: {value}” or rename the code.",
    "no-answer-left": "{about}: every code is marked as missing, so nothing can be answered. Add an answer.",
    "write-in-here": "{about}: “write in” cannot be used in this type of question. Delete it at “{value}”.",
    "missing-here": "{about}: a code marked “missing” cannot be ranked. Delete it and use “refused: yes” instead.",
    "min-max": "{about}: “min” is {low}, which is more than “max”, {high}. Exchange or correct them.",
    "from-to": "{about}: “from” is {low}, which is after “to”, {high}. Exchange or correct them.",
    "not-a-day": "{about}: “{key}” cannot be “{value}”. Write it like this: {example}.",
    "first-too-many": "{about}: “first” is {first}, but only {count} answers can be ranked.",
    "net-codes": "{about} names “{value}”, which is no answer of this item.{hint} Answers: {known}.",
    "roster-large": "{about} would make {count} questions; at most {limit} can be asked. Lower “most” or ask less of each.",
    "roster-nested": "{about}: a roster cannot stand inside a roster. Ask it beside the other and say in a question which one is meant.",
    "pairs-many": "{about} makes {count} pairs; at most {limit} can be asked. Name the pairs that matter: “pairs: [[a, b], ...]”.",
    "pairs-two": "{about}: a pair has two different codes, such as [a, b], but {found} stands here.",
    "pairs-codes": "{about} compares “{value}”, which is no answer of this item.{hint} Answers: {known}.",
    "best-worst-few": "{about} offers {count} answers; sets can be made of four or more. Use the type ranking.",
    # bands
    "bands-starts": "{about}: the bands start at {starts}, but each start must be greater than the one before.",
    "bands-codes": "{about}: {starts} starts make {needed} bands, but {count} codes are given. Give {needed} codes.",
    "bands-outside": "{about}: the band “{value}” can never be reached, because the amounts go from {low} to {high}.",
    "bands-whole": "{about}: only whole numbers can be cut into bands. Add “whole: yes”.",
    "bands-future": "{about}: “max” is {high}, which is after “years since” {since}: the years would be negative.",
    # conditions
    "condition": "The condition cannot be understood here: {what}",
    "condition-long": "The condition holds {length} characters; at most {limit} can be read.",
    "condition-deep": "The parentheses of the condition stand more than {limit} deep in each other. Make it simpler.",
    "condition-name": "The condition asks about “{value}”, which no earlier item makes.{hint}",
    "condition-later": "{about} depends on “{value}”, which is asked only later (line {line}), so it can appear above what a person answers. Move it down if you can.",
    "condition-circle": "“{value}” and “{other}” depend on each other, so neither can be decided. Let one of them ask about something else.",
    "condition-self": "The condition asks about “{value}”, which is the item itself or stands in its own section.",
    "condition-code": "The condition compares “{name}” with “{value}”, which is no code of it.{hint} Codes: {known}.",
    "condition-missing": "“{value}” means that “{name}” was not answered, so this can never be true. Write “not answered {name}” instead.",
    "condition-number": "“{name}” is a number, so it can be compared with numbers only, not with “{value}”.",
    "condition-text": "“{name}” is a text. Put the words that it is compared with into quotation marks, or ask “answered {name}”.",
    "condition-parts": "“{name}” has several parts; ask about one of them: {known}. Or write “answered {name}”.",
    "condition-order": "The answers to “{name}” have no order, so < and > cannot be used. Write “{name} in [...]”.",
    "condition-function": "There is no function “{value}”. The documentation of questionnaires lists them all.",
    "condition-arguments": "The function “{value}” cannot take {count} values. The documentation says what it takes.",
    "condition-several": "“{name}” has several parts. Write for example sum({name}) or mean({name}), or name one part.",
    "condition-no-value": "“{name}” has no value to compute with. Use the number that it is made from.",
    "look-up": 'look_up needs the name of a table and of a column in quotation marks, and then perhaps the column and the value to look for: look_up("prices", "price", "book", title).',
    "look-up-name": "There is no table “{value}” under “lookups”.{hint} Tables: {known}.",
    "look-up-column": "The table “{name}” has no column “{value}”.{hint} Columns: {known}.",
    "look-up-row": "{about}: this row has {count} cells, but there are {wanted} columns. Write “” for an empty one.",
    "look-up-large": "The tables hold {count} cells; at most {limit} can be read.",
    "condition-today": "today() can stand in checks only: a day kept beside the answers would tell who gave them.",
    "condition-pattern": "“matches” needs its pattern in quotation marks: at most 200 characters, no \\1; outside of checks at most three * or +, and none of them around a group that repeats.",
    "default-choice": "{about}: a choice cannot have a “default”: people would leave it as it is. Delete it.",
    "default-unfit": "{about}: the “default”, “{value}”, is no answer that the item could have.",
    "offer-columns": "{about}: “offer if” needs codes with “columns” that it can ask about.",
    # earlier answers in texts
    "pipe-name": "{about}: a text shows the answer to “{value}”, which no earlier item asks for.{hint} A brace that is only a brace is written twice: {{{{.",
    "pipe-value": "{about}: a text shows the answer to “{value}”, which is not one answer that can be read in a sentence. Name an item or a row that is.",
    # background facts
    "keep-unknown": "“keep with answers” names “{value}”, which is no background fact. Mark its item with “background: yes”.{hint}",
    # scales
    "scale-item": "The scale “{scale}” names “{value}”, which is no variable.{hint}",
    "scale-unrated": "The scale “{scale}” names “{value}”, whose answers have no scores. Add a “score” to its codes.",
    "silence-number": "{about}: “silence” cannot name “{value}”.{hint} It can name the numbers of advice: {known}.",
    # advice
    "never-asked": "{about} can never be shown: its condition cannot come true{because}.",
    "scale-codes": "The items of the scale “{scale}” do not share one set of scores: “{first}” and “{other}” differ.",
    "scale-short": "The scale “{scale}” has only one item; two or more make a scale.",
    "long-question": "{about}: the question has {count} characters in {language}. Up to {limit} read well on a phone.",
    "mixed-letters": "{about}: “{word}” mixes alphabets: {letters} only look Cyrillic. Type them again.",
    "no-way-out": "{about} must be answered and tells much about a person. Offer “refused: yes” or drop “required”.",
    "unused-codes": "No item uses the shared code list “{value}”.",
    "all-excluding": "{about}: every answer is exclusive, so only one can be chosen. Use the type single.",
    "never-offered": "{about}: the answer “{value}” is never offered: its condition cannot come true{because}.",
    "check-never": "{about}: no answer can meet the check “{check}”, so every answer is refused. Correct it.",
    "path-ends": "{about} must be answered, but after these answers none is accepted: {answers}. Let it be left out, or correct its checks.",
    # advice on wording
    "absolute": "{about}: hardly anybody can say “{words}” ({language}) of anything. Ask how often or how many, or leave the word out.",
    "bands-gap": "{about}: between “{first}” and “{second}” ({language}) an amount stands in no answer. Begin each band where the one before ends, or ask the number and cut it by “bands”.",
    "bands-overlap": "{about}: “{first}” and “{second}” ({language}) share an amount. Let no number stand in two answers, or ask the number and cut it by “bands”.",
    "double-barrelled": "{about}: two things seem to be asked at once in {language}: “{words}”. Give each an item of its own, or name the one thing that you mean.",
    "jargon": "{about}: not everybody knows “{words}” ({language}). Write it out, or explain it in parentheses.",
    "leading": "{about}: “{words}” ({language}) says which answer is wanted. Ask without it, and name both sides (“agree or disagree”).",
    "long-label": "{about}: an answer or statement has {count} characters in {language}. Up to {limit} read well on a phone.",
    "negated": "{about}: “{words}” makes this negative in {language}, and an answer of no then means yes. Say it without not.",
    "no-dont-know": "{about}: many cannot know this (“{words}”, {language}). Offer “does not know: yes”.",
    "no-none": "{about}: whoever has none of these cannot say so. Add a code such as “None of these” with “exclusive: yes”.",
    "no-write-in": "{about}: “{words}” ({language}) does not let people say what. Add “write in: yes”, or leave the answer out.",
    "translation-length": "{about}: the text has {here} characters in {language} and {there} in {other}. Look whether something was left out.",
    "translation-negation": "{about}: “{words}” makes the text negative in {negative}, but of {language} and {other} only that one is. Look which is right.",
    "translation-numbers": "{about}: the numbers in {language} and {other} differ: {words}. Make them the same.",
    "translation-parts": "{about}: {what} differs between {language} and {other}. Bring the two together again.",
    "still-to-come": "“{value}” is still to come: what stands in that file must be put in here before a survey can be created.",
    "unbalanced-scale": "{about}: the scale leans to one side ({language}): {what}. Offer as many good as bad answers, the middle between them.",
    "untranslated": "{about}: “{words}” in the text in {language} is of another language. Translate it.",
    "vague": "{about}: “{words}” ({language}) means something else to everybody. Ask for a number, or say what it means in parentheses.",
}
"""Rule name -> its sentence. One line each; a test holds code and catalogue together."""


YAML_WORDS: Mapping[str, str] = {
    "mapping values are not allowed": 'a second colon stands in this line, or the line is set in too far. Put the text into quotation marks ("...") or correct the blanks before it.',
    "did not find expected key": "this line is set in differently from the lines above that it belongs to. Give it the same number of blanks; a quotation mark in the middle of a text may also be the cause.",
    "did not find expected '-' indicator": "a list entry was expected. Begin the line with “- ” at the same distance as the entries above.",
    "did not find expected ',' or ']'": "a comma or the closing ] of a list is missing, here or above.",
    "did not find expected ',' or '}'": "a comma or the closing } is missing, here or above.",
    "did not find expected node content": "a value was expected here.",
    "found unexpected end of stream": "a quotation mark is opened but never closed.",
    "cannot start any token": 'a text cannot begin with this character. Put the text into quotation marks ("...").',
    "could not find expected ':'": "a colon is missing after the name, here or in the line above. After the colon comes a blank.",
    "found unknown escape character": "after a backslash in \"...\" only certain letters are allowed. Write the text in '...' or without the backslash.",
    "block sequence entries are not allowed": "a list entry cannot begin here. Begin it on a line of its own.",
    "found a tab character": "a tab stands among the blanks at the beginning of the line.",
}
"""What the YAML parser says (a part of it) -> the same for an author."""


class Place(Protocol):
    """Anything with a place in the file; lines and columns count from 1."""

    @property
    def line(self) -> int: ...

    @property
    def column(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the file."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem: its place (from 1), its rule and its sentence. `values` fill the rule's places."""

    line: int
    column: int
    rule: str
    message: str
    values: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.message} ({self.rule})"


class Problems(ValueError):
    """All problems of one questionnaire file; as text one a line, `file:line:column: message (rule)`."""

    def __init__(self, problems: Iterable[Problem], name: str = "") -> None:
        self.problems = tuple(problems)
        self.name = name
        prefix = f"{name}:" if name else ""
        super().__init__("\n".join(f"{prefix}{problem}" for problem in self.problems))


class Report:
    """Collects problems; the same problem at the same place counts once."""

    def __init__(self) -> None:
        self._found: dict[Problem, None] = {}

    def __len__(self) -> int:
        return len(self._found)

    def add(self, rule: str, place: Place, **values: Any) -> None:
        """Note that `rule` is broken at `place`."""
        self._found[problem(rule, place, **values)] = None

    def problems(self) -> tuple[Problem, ...]:
        """What was found, in the order of the file."""
        return tuple(sorted(self._found))


def problem(rule: str, place: Place, **values: Any) -> Problem:
    """A problem with its rule's sentence, filled."""
    return Problem(place.line, place.column, rule, RULES[rule].format(**values), values)


def nearest(word: str, known: Iterable[str]) -> str:
    """“ Did you mean ...?” with the known word most like `word`, or nothing when none is like it."""
    near = get_close_matches(word[:80], list(known), n=1, cutoff=0.6)
    return f" Did you mean “{near[0]}”?" if near else ""


def listed(words: Iterable[str], limit: int = 12) -> str:
    """The words with commas between, cut after `limit` of them; “none” when there are none."""
    every = list(words)
    more = f" and {len(every) - limit} more" if len(every) > limit else ""
    return (", ".join(every[:limit]) or "none") + more
