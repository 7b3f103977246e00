"""A survey of LimeSurvey as a draft of ours: sections, texts, universes; question types stand in `kinds`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from analysis.codebook import MISSING_KINDS
from questionnaires.formats import Imported, expression_manager
from questionnaires.formats.drafts import Draft, Fields, safe_code, unique
from questionnaires.formats.limesurvey import beside, pipes, routes
from questionnaires.formats.limesurvey.keep import kept
from questionnaires.formats.limesurvey.survey import Group, Part, Question, Survey, Texts
from questionnaires.formats.limesurvey.symbols import Holds, Symbol, both, written
from questionnaires.formats.limesurvey.terms import Untranslatable
from questionnaires.formats.limesurvey.words import word
from questionnaires.formats.markup import Marked, markdown, plain


class Build:
    """A draft in the making, with what the names of the survey stand for."""

    def __init__(self, survey: Survey, name: str) -> None:
        self.survey = survey
        titles = {one: plain(text).text for one, text in survey.titles.items() if text.strip()}
        self.draft = Draft(name, survey.languages, titles or {survey.languages[0]: name})
        self.symbols: dict[str, Symbol] = {}
        self.places: dict[str, str] = {}
        """Our section -> the group's id."""

        self.universe: Holds = True
        """Of the question in the making."""

        self.own: Symbol | None = None
        """What `this` and `self` stand for."""

        self.asked: set[str] = set()
        """Names of ours that a text can say."""

        self.computed: dict[str, str] = {}
        """Values that stand in texts -> the items that compute them."""

        self.refused: dict[str, str] = {}
        """Values that our reader did not take -> why."""

        self.questions = {question.code: question for question in survey.questions}
        self.universes: dict[str, Holds] = {}
        """Of the questions made so far."""

        self.question: Question | None = None
        """In the making."""

        self.said = frozenset(routes.said(survey))
        self.mentioned = self.said | frozenset(routes.words(survey))
        """Every word in the survey's expressions and, as `said`, in the braces of its texts."""

        self.offer = ""
        """The condition of the options of the question in the making."""

        self.made: list[Fields] = []
        """The items of the question in the making."""

    def finish(self, found: Mapping[str, Any]) -> Imported:
        """The import."""
        beside.texts(self)
        imported = self.draft.finish(found)
        return replace(imported, found=kept(imported.found, imported.losses, self.places))

    def lookup(self, name: str) -> Symbol | None:
        """What a name of LimeSurvey stands for; `this`, `self` and `that` with what follows."""
        head, _, rest = name.partition(".")
        if head in ("this", "self"):
            return self._part_of(rest) if rest else self.own
        if head == "that":
            return self.symbols.get(rest.partition(".")[0])
        return self.symbols.get(name)

    def _part_of(self, rest: str) -> Symbol | None:
        """self.comments, self.sq_01, self.sq_01_lm: the parts whose names hold that."""
        wanted = rest.removeprefix("sq_")
        parts = self.own.parts if self.own else ()
        chosen = tuple(one for one in parts if wanted in one.told.split("_") or one.told.endswith(wanted))
        if len(chosen) < 2:
            return chosen[0] if chosen else None
        return Symbol("", "parts", parts=chosen)

    def know(self, question: Question, symbol: Symbol, suffix: str = "", theirs: str | None = None) -> None:
        """Let a name of LimeSurvey stand for something; by its code and by its ids."""
        self.symbols[f"{question.code}_{suffix}" if suffix else question.code] = symbol
        ids = f"{self.survey.sid}X{question.gid}X{question.qid}"
        self.symbols[ids + (suffix if theirs is None else theirs)] = symbol

    def short(self, texts: Texts, place: str, *, filled: bool = True) -> Texts:
        """Texts of a question or label without HTML; `filled`: earlier answers can stand there."""
        return {one: self._marked(plain(text), place, filled and one) for one, text in texts.items()}

    def long(self, texts: Texts, place: str, *, filled: bool = False) -> Texts:
        """Texts of a note as Markdown."""
        return {
            one: self._marked(markdown(text), place, filled and one) for one, text in texts.items() if text
        }

    def _marked(self, marked: Marked, place: str, filled: str | bool) -> str:
        if marked.media:
            what = ", ".join(marked.media)
            self.draft.lose(
                "media", place, f"pictures, sound and frames are not shown: {what}", declared=True
            )
        if marked.script:
            self.draft.lose("setting", place, "a script in the text is left out")
        if not pipes.PIPED.search(marked.text):
            return pipes.escaped(marked.text) if filled else marked.text
        if not filled:
            self.draft.lose("text", place, "earlier answers cannot stand in this text")
            return marked.text
        try:
            return pipes.piped(self, marked.text, place, str(filled))
        except Untranslatable as error:
            reason = f"an earlier answer cannot stand in the text: {error}"
            self.draft.lose("text", place, reason, declared="{TOKEN:" in marked.text)
            return pipes.escaped(marked.text)

    def label(self, texts: Texts, place: str, **flags: Any) -> Fields:
        """A code, row or pole: its texts beside its flags."""
        return {**self.draft.text(self.short(texts, place), place), **{k: v for k, v in flags.items() if v}}

    def mentions(self, question: Question, suffix: str, theirs: str) -> bool:
        """Whether anything in the survey speaks of a part of the question."""
        ids = f"{self.survey.sid}X{question.gid}X{question.qid}{theirs}"
        known = self.said if question.type == "M" else self.mentioned
        return not known.isdisjoint((f"{question.code}_{suffix}", ids))

    def counts(self, parts: Iterable[Part]) -> bool:
        """Whether answers count as numbers: not where all count the same, as LimeSurvey writes by itself."""
        values = {part.value for part in parts}
        return len(values) > 1 or (any(values) and "value" in self.mentioned)

    def word(self, key: str) -> Texts:
        """One of LimeSurvey's own words."""
        return word(key, self.survey.languages)

    def codes(self, parts: Iterable[Part], question: Question) -> tuple[dict[str, Fields], dict[str, str]]:
        """The codes of answers or subquestions, and their code -> ours."""
        made: dict[str, Fields] = {}
        names: dict[str, str] = {}
        for part in parts:
            ours = safe_code(question.attribute(f"saualnama_name_{part.code}") or part.code)
            missing = question.attribute(f"saualnama_missing_{part.code}")
            ours = unique(f"{ours}_" if ours in MISSING_KINDS and ours != missing else ours, made)
            names[part.code] = ours
            made[ours] = self.label(part.texts, f"{question.code}/{part.code}", missing=missing)
            if ours != part.code and not question.attribute("saualnama_name"):
                self.draft.remarks.append(f"{question.code}: the code “{part.code}” is “{ours}” here")
        return made, names

    def shown(self, parts: Iterable[Part]) -> dict[str, str]:
        """Code -> words, where they are the same in every language."""
        every = {part.code: {plain(text).text for text in part.texts.values() if text} for part in parts}
        if any(len(texts) != 1 for texts in every.values()):
            return {}
        return {code: next(iter(texts)) for code, texts in every.items()}

    def item(
        self, question: Question, kind: str, suffix: str = "", texts: Texts | None = None, **more: Any
    ) -> str:
        """Add an item for the question, or (with `suffix`) for a part of it; its name."""
        place = f"{question.code}/{suffix}" if suffix else question.code
        code = question.attribute("saualnama_name") or question.code
        name = self.draft.name(f"{code}_{suffix}" if suffix else code, place)
        said = self.short(
            question.texts if texts is None else texts, question.code if texts is None else place
        )
        shown = written(both(self.universe, more.pop("only", True)))
        fields = {"required": "yes" if question.mandatory in ("Y", "S") else "", "shown_if": shown, **more}
        if "hint" not in fields:
            fields["hint"] = self.hint(question)
        self.made.append(self.draft.item(name, kind, said, **fields))
        return name

    def hint(self, question: Question) -> Texts:
        """The help of the question, once."""
        texts = {one: text for one, text in question.help.items() if text.strip()}
        if not texts or any("hint" in item for item in self.made):
            return {}
        place = f"{question.code}/help"
        said = {one: text for one, text in self.short(texts, place).items() if text}
        return self.draft.text(said, place) if said else {}

    def holds(self, text: str, place: str, kind: str, fallback: Holds = True) -> Holds:
        """An expression of LimeSurvey as a condition; a loss, and `fallback`, where it cannot be one."""
        try:
            return expression_manager.condition(text, self.lookup)
        except Untranslatable as error:
            reason = f"“{text[:120]}” cannot be said here: {error}"
            self.draft.lose(kind, place, reason, declared="TOKEN:" in text)
            return fallback

    def check(self, item: Fields, holds: Holds, said: Texts, place: str) -> None:
        """Add a check to an item."""
        if holds is True:
            return
        texts = self.draft.text(
            self.short({k: v for k, v in said.items() if v}, place) or self.word("check"), place
        )
        item.setdefault("checks", []).append({"holds if": written(holds), "say": texts})


Kind = Callable[[Build, Question], Symbol | None]
"""Adds the items of a question and gives what its code stands for."""


def build(survey: Survey, name: str) -> Imported:
    """The survey as a questionnaire of ours."""
    return finished(survey, name)[1]


def finished(survey: Survey, name: str) -> tuple[Build, Imported]:
    """The draft and the questionnaire. Where a text needs a value that cannot be, it is made anew without."""
    refused: dict[str, str] = {}
    while True:
        made = prepared(survey, name, refused)
        imported = made.finish(survey.found)
        why = {loss.place: loss.reason for loss in imported.losses if loss.place.endswith(f"/{pipes.SAID}")}
        lost = {
            value: why[made.draft.places[item]]
            for value, item in made.computed.items()
            if made.draft.places[item] in why and value not in refused
        }
        if not lost:
            return made, imported
        refused |= lost


def prepared(survey: Survey, name: str, refused: Mapping[str, str]) -> Build:
    """The draft of the survey, and what its names stand for."""
    made = Build(survey, name)
    made.refused = dict(refused)
    for group in survey.groups or [Group("", titles=survey.titles)]:
        _group(made, group)
    known = {group.gid for group in survey.groups}
    if survey.groups and any(question.gid not in known for question in survey.questions):
        made.draft.section("more", {}, "/")
        for question in survey.questions:
            if question.gid not in known:
                _question(made, question)
    routes.settings(made)
    return made


def _group(made: Build, group: Group) -> None:
    place = f"group {group.gid}"
    titles = made.short({k: v for k, v in group.titles.items() if v.strip()}, place, filled=False)
    shown = made.holds(routes.plain_expression(group.relevance), place, "routing")
    introduction = made.long({k: v for k, v in group.descriptions.items() if v.strip()}, place)
    section = made.draft.section(
        next(iter(titles.values()), "") or f"group_{group.gid}",
        titles,
        place,
        shown_if=written(shown),
        introduction=made.draft.text(introduction, place) if any(introduction.values()) else None,
    )
    made.places[section.name] = group.gid
    questions = list(made.survey.of_group(group.gid)) if made.survey.groups else made.survey.questions
    for question in questions:
        _question(made, question)
    routes.order(made, section, group, questions)
    if not section.items and (introduction or not made.survey.questions):
        name = made.draft.name(f"{section.name}_text", place)
        made.draft.item(name, "note", titles)
        made.draft.remarks.append(f"{place}: it has no questions; its title stands as a note")


def _question(made: Build, question: Question) -> None:
    from questionnaires.formats.limesurvey.kinds import KINDS

    made.universe, made.own, made.made, made.question = True, None, [], question
    if beside.device(made, question):
        return
    kind = KINDS.get(question.type)
    if kind is None:
        made.draft.lose("type", question.code, f"LimeSurvey's type “{question.type[:20]}” is not known")
        return
    made.universe = made.holds(routes.relevance(question), question.code, "routing")
    if beside.hidden(made, question):
        made.universe = False
    made.universes[question.code] = made.universe
    made.own = kind(made, question)
    if made.own is None and question.code not in made.symbols:
        made.know(question, Symbol("", "void"))
    elif made.own is not None:
        made.symbols.setdefault(question.code, made.own)
        made.asked |= set(pipes.nameable(made.own))
    routes.question(made, question)
    beside.defaults(made, question)
