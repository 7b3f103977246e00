"""The pages that a respondent gets, as text: the whole questionnaire, the thank-you, the promise."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

import questionnaires.types
from analysis.codebook import Text, text
from analysis.look import FONTS
from questionnaires.questionnaire import Item, Questionnaire, Section
from questionnaires.types import Unacceptable, type_of
from survey.languages import direction, gettext, name
from survey.respondent import compact
from survey.respondent.order import joined as joined_items
from survey.respondent.scripts import needed, script
from survey.respondent.universes import deciders, hiding_rules
from survey.saying import Saying
from survey.storage.values import Survey
from survey.universes import Source, in_words, joined, sources
from survey.web import colours, policy, source_hash

HERE = Path(__file__).parent
KEY_PLACE = "@the form key@"
"""Stands where the form key goes."""

ALLOWED = {"p", "em", "strong", "ul", "ol", "li", "br"}


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person typed, and what is to be said about it.

    `problems` is item -> sentences, `doubted` the items with answers that a person can say are right;
    `headline` a message above everything; `code_problem` one at the code.
    """

    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    problems: Mapping[str, Sequence[str]] = field(default_factory=dict)
    headline: str = ""
    code_problem: str = ""
    doubted: frozenset[str] = frozenset()


NOTHING = Typed()


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page as text, with the content security policy that lets its own style and script work."""

    html: str
    policy: str


def questionnaire_page(
    survey: Survey, language: str, root: str, typed: Typed = NOTHING, key: str = KEY_PLACE
) -> Page:
    """The whole questionnaire with what was typed, each problem at its item and in a summary."""
    questionnaire = survey.questionnaire
    values = _Rendering(questionnaire, language, typed).values()
    return _page("document.html", survey, language, root, typed=typed, key=key, **values)


def thanks_page(survey: Survey, language: str, root: str) -> Page:
    """The thank-you page: that the answer was counted, not what it was."""
    return _page("thanks.html", survey, language, root, receipt=KEY_PLACE)


def receipt_page(survey: Survey, language: str, root: str, typed: str, said: str) -> Page:
    """The page where a receipt can be checked, with what was typed and what is said of it."""
    return _page("receipt.html", survey, language, root, typed=typed, said=said)


def message_page(survey: Survey, language: str, root: str, headline: str, advice: str) -> Page:
    """A page that says in words why there is no questionnaire here now."""
    return _page("message.html", survey, language, root, headline=headline, advice=advice)


@lru_cache(maxsize=8)
def promise_page(language: str, languages: tuple[str, ...], root: str) -> Page:
    """What we promise, and what we cannot."""
    values = {
        "language": language,
        "languages": languages,
        "root": root,
        "note": "",
        "hiding": "",
    }
    html = environment().get_template("promise.html").render(_=partial(gettext, language), **values)
    return Page(html, policy([base_style()]))


def translated(problem: Unacceptable, language: str) -> str:
    """A problem in the reader's language; labels among its values too."""
    values = {name: text(v, language) if isinstance(v, Mapping) else v for name, v in problem.values.items()}
    return gettext(language, problem.message, **values)


def note_in(note: str, language: str) -> str:
    """The survey's note: plain text, or JSON with a text in each language."""
    if not note.startswith("{"):
        return note
    return text(json.loads(note), language)


def markdown(source: str) -> Markup:
    """Paragraphs, emphasis and lists of an author's text as HTML; nothing else gets through."""
    import nh3

    return trusted(nh3.clean(_markdown().render(source), tags=ALLOWED, attributes={}))


def trusted(html: str) -> Markup:
    """HTML that our own templates, sources or cleaning made: the one place where text becomes markup."""
    return Markup(html)  # noqa: S704 - the one place, see above


@lru_cache
def _markdown() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("zero").enable(["list", "emphasis", "newline", "escape", "entity"])


@lru_cache
def environment() -> Environment:
    """The templates of the respondent's pages and of the question types."""
    types = Path(questionnaires.types.__file__).parent
    made = Environment(
        loader=FileSystemLoader([HERE / "templates", types]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(style=lambda: trusted(base_style()))
    made.globals.update(md=markdown, data=_data, own_name=name, direction=direction)
    return made


@lru_cache
def base_style() -> str:
    """The style of every respondent page; its colours and type come from the one look."""
    return colours() + compact.style((HERE / "style.css").read_text("utf-8").replace("FONTS", FONTS))


def _page(template: str, survey: Survey, language: str, root: str, **values: Any) -> Page:
    questionnaire = survey.questionnaire
    hiding = values.pop("hiding", "")
    own_script = script(*needed(questionnaire))
    html = (
        environment()
        .get_template(template)
        .render(
            survey=survey,
            questionnaire=questionnaire,
            language=language,
            languages=questionnaire.languages,
            note=note_in(survey.note, language),
            root=root,
            path=f"{root}/{survey.name}/{survey.wave}",
            hiding=trusted(hiding),
            script=trusted(own_script),
            t=lambda label: text(label, language),
            _=partial(gettext, language),
            **values,
        )
    )
    styles = [base_style(), *([hiding] if hiding else [])]
    scripts = " ".join((source_hash(own_script), "'self'"))
    return Page(_lean(html), policy(styles, script_src=scripts, connect_src="'self'", worker_src="'self'"))


def _lean(html: str) -> str:
    """Without the line ends between tags (a text area keeps its own)."""
    return re.sub(r">\n\s*<(?!/textarea)", "><", html)


class _Rendering:
    """The items of one page: a closure over what they all need."""

    def __init__(self, questionnaire: Questionnaire, language: str, typed: Typed) -> None:
        self.questionnaire = questionnaire
        self.language = language
        self.typed = typed
        self.known: dict[str, Source] = sources(questionnaire)
        steps = questionnaire.steps() if questionnaire.order else ()
        self.steps = {item.name: place for place, (_, item) in enumerate(steps)}
        self.saying = Saying(questionnaire, language, self.known, typed.fields)

    def values(self) -> dict[str, Any]:
        """What the template of the document takes."""
        return {
            "sections": [self._section(one) for one in self.questionnaire.sections],
            "hiding": hiding_rules(self.questionnaire),
            "summary": self._summary(),
        }

    def _section(self, section: Section) -> dict[str, Any]:
        together = joined_items(section, self.known)
        promised = _promised(section)
        items = [self._item(item, item.name in together, item.name in promised) for item in section.items]
        return {
            "section": section,
            "items": items,
            "attributes": _attributes(section) + _decided(section, self.known),
            "only": self._only(section),
        }

    def _item(self, item: Item, together: bool, promised: bool) -> Markup:
        question_type = type_of(item)
        template = environment().get_template(question_type.template)
        defaults = {} if item.default is None else question_type.fill(item, item.default, {})
        html = template.render(
            item=item,
            number=self.known[item.name].number,
            t=self.saying.shown,
            plain=self.saying.plain,
            live=self._live,
            told=lambda label: self.saying.told(label, markdown),
            _=partial(gettext, self.language),
            filled=self.typed.fields or defaults,
            problems=self._problems(item),
            promised=promised,
            doubted=item.name in self.typed.doubted,
            attributes=_attributes(item) + self._step(item) + (" data-g" if together else ""),
            only=self._only(item),
        )
        return trusted(html)

    def _live(self, label: Text) -> Markup:
        """The parts of a list's entry that shows earlier answers, for the script."""
        parts = self.saying.parts(label)
        return _data("w", parts) if parts else Markup("")

    def _step(self, item: Item) -> Markup:
        """When it is decided, where that is not the written order, and what its field starts with."""
        place = trusted(f' data-n="{self.steps[item.name]}"') if self.steps else Markup("")
        return place + (_data("start", item.starts.tree) if item.starts else "")

    def _problems(self, item: Item) -> list[str]:
        return [self.saying.words(problem) for problem in self.typed.problems.get(item.name, ())]

    def _only(self, asked: Section | Item) -> str:
        if not asked.shown_if:
            return ""
        return self.saying.words(in_words(joined(asked), self.known, self.language))

    def _summary(self) -> list[tuple[str, str, Sequence[str]]]:
        """Item name, question, problems: in the order of the questionnaire."""
        return [
            (i.name, self.saying.plain(i.question), self._problems(i))
            for i in self.questionnaire.items()
            if i.name in self.typed.problems
        ]


def _promised(section: Section) -> set[str]:
    """The items beside which a section says how little stays of such facts: the first that all are asked,
    and those before it. To say it at each would tire, and be skipped."""
    facts = [item for item in section.items if item.background]
    first = next((place for place, item in enumerate(facts) if not item.shown_if), len(facts))
    return {item.name for item in facts[: first + 1]}


def _attributes(asked: Section | Item) -> Markup:
    """The universe, and whether the order is drawn on the device."""
    universe = _data("if", asked.shown_if.tree) if asked.shown_if else Markup("")
    return universe + (" data-r" if asked.shuffled else "")


def _decided(section: Section, known: dict[str, Source]) -> Markup:
    """The items that decide whether the section is asked, for the progress."""
    names = " ".join(deciders(section, known))
    return trusted(f' data-b="{names}"') if names else Markup("")


def _data(name: str, value: Any) -> Markup:
    """A data attribute that holds JSON."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return trusted(f" data-{name}='{_attribute(written)}'")


def _attribute(json_text: str) -> str:
    """JSON for an attribute in single quotes."""
    return json_text.replace("&", "&amp;").replace("'", "&#39;").replace("<", "&lt;")
