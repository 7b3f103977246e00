"""The texts of a questionnaire file as `Wording`s, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from analysis.codebook import DOES_NOT_KNOW
from questionnaires.nodes import Mapping as Group
from questionnaires.nodes import Node, Scalar, Sequence
from questionnaires.wording import OPTION, PROSE, QUESTION, STATEMENT, Choice, Wording

_UNASKED = ("note", "hidden", "calculated")
_YES = ("yes", "true")


def wordings(root: Node | None) -> Iterator[Wording]:
    """Every text in every language, in the order of the file; shared code lists where they are used first."""
    languages = tuple(one.text for one in _list(_under(root, "languages")) if isinstance(one, Scalar))
    yield from _File(languages, dict(_entries(_under(root, "codes")))).texts(root)


@dataclass(frozen=True, slots=True)
class _File:
    languages: tuple[str, ...]
    codes: Mapping[Scalar, Node]

    def texts(self, root: Node | None) -> Iterator[Wording]:
        for key in ("title", "introduction", "thanks"):
            yield from self._each(_under(root, key), PROSE, "The questionnaire")
        for section in _list(_under(root, "sections")):
            about = f"Section “{_word(section, 'section')}”"
            for key in ("title", "introduction"):
                yield from self._each(_under(section, key), PROSE, about)
            for item in _list(_under(section, "items")):
                yield from self._item(item)
                for asked in _list(_under(item, "asks")):
                    yield from self._item(asked)

    def _item(self, item: Node) -> Iterator[Wording]:
        kind, about = _word(item, "type"), f"Item “{_word(item, 'item')}”"
        codes = self._codes(item)
        for one in self._each(_under(item, "question"), PROSE if kind in _UNASKED else QUESTION, about):
            yield Wording(
                **{name: getattr(one, name) for name in ("language", "text", "role", "about", "place")},
                type=kind,
                choices=tuple(_choices(codes, one.language)),
                beside=one.beside,
                beside_language=one.beside_language,
                unsure=_flag(item, "does not know"),
                conditional=_under(item, "shown if") is not None,
                background=_flag(item, "background"),
            )
        yield from self._each(_under(item, "hint"), PROSE, about)
        for _, row in _entries(_under(item, "rows")):
            for text in (row, _under(row, "left"), _under(row, "right")):
                yield from self._each(text, STATEMENT, about)
        for _, code in _entries(codes):
            yield from self._each(code, OPTION, about)

    def _codes(self, item: Node) -> Node | None:
        codes = _under(item, "codes")
        if isinstance(codes, Scalar):
            return next((node for key, node in self.codes.items() if key.text == codes.text), None)
        return codes

    def _each(self, text: Node | None, role: str, about: str) -> Iterator[Wording]:
        """The text in each language; the later languages are translations of the first."""
        first = _under(text, self.languages[0]) if self.languages else None
        for language in self.languages:
            node = _under(text, language)
            if isinstance(node, Scalar):
                other = first.text if isinstance(first, Scalar) and node is not first else ""
                beside = self.languages[0] if other else ""
                yield Wording(
                    language,
                    node.text,
                    role,
                    beside=other,
                    beside_language=beside,
                    about=about,
                    place=node,
                )


def _choices(codes: Node | None, language: str) -> Iterator[Choice]:
    for key, code in _entries(codes):
        label = _under(code, language)
        if isinstance(label, Scalar):
            score = _word(code, "score")
            yield Choice(
                label.text,
                bool(_word(code, "missing")) or key.text == DOES_NOT_KNOW,
                _flag(code, "write in"),
                _flag(code, "exclusive"),
                float(score) if score else None,
                label,
            )


def _entries(node: Node | None) -> tuple[tuple[Scalar, Node], ...]:
    return node.entries if isinstance(node, Group) else ()


def _list(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()


def _under(node: Node | None, key: str) -> Node | None:
    return next((value for name, value in _entries(node) if name.text == key), None)


def _word(node: Node | None, key: str) -> str:
    value = _under(node, key)
    return value.text if isinstance(value, Scalar) else ""


def _flag(node: Node | None, key: str) -> bool:
    return _word(node, key) in _YES
