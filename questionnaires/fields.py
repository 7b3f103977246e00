"""One group of the author's file, read by name: what is never asked for is unknown, every problem is kept.

Question types read their own settings through `Fields`; nothing here raises for what an author can write.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from analysis.codebook import Text
from questionnaires.nodes import Mapping, Node, Scalar, Sequence, described
from questionnaires.problems import Report, listed, nearest

if TYPE_CHECKING:
    from questionnaires.questionnaire import Lookup, Option

NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?\Z")
RESERVED = frozenset(("and", "or", "not", "in", "answered", "secret", "key", "language", "csrf_token"))
"""Words of conditions, and fields that the form has for itself."""

_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}\Z")


@dataclass(slots=True)
class Context:
    """What holds for the whole file: its languages, its shared code lists and tables (None for a broken one),
    which lists were used, and where the universe of each item stands."""

    report: Report
    languages: tuple[str, ...] = ()
    codes: dict[str, tuple[Option, ...] | None] = field(default_factory=dict)
    lookups: dict[str, Lookup | None] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    universes: dict[str, Node] = field(default_factory=dict)


class Fields:
    """The named values of one group. `about` names the group in messages (“Item “pay””)."""

    def __init__(self, node: Mapping, about: str, context: Context) -> None:
        self.node = node
        self.about = about
        self.context = context
        self._values = {key.text: (key, value) for key, value in node.entries}
        self._known: dict[str, None] = {}

    def __contains__(self, key: str) -> bool:
        self._known[key] = None
        return key in self._values

    def report(self, rule: str, key: str = "", /, **values: Any) -> None:
        """Report a problem at the value of `key`, or at the whole group when it has no such key."""
        self.report_at(rule, self.place(key), **values)

    def report_at(self, rule: str, place: Node, /, **values: Any) -> None:
        """Report a problem of this group at another place."""
        self.context.report.add(rule, place, **{"about": self.about, **values})

    def place(self, key: str) -> Node:
        """Where the value of `key` stands (the group itself when it is not there)."""
        return self._values[key][1] if key in self._values else self.node

    def get(self, key: str) -> Node | None:
        """The node after `key`, or None."""
        return self._values[key][1] if key in self else None

    def scalar(self, key: str, *, needed: bool = False) -> Scalar | None:
        """The single value after `key`; None when it is not there, empty or no single value."""
        node = self.get(key)
        if node is None:
            if needed:
                self.report("missing-key", key=key)
            return None
        if not isinstance(node, Scalar):
            self.report("not-word", key, key=key, found=described(node))
            return None
        if not node.text.strip():
            self.report("empty-value", key, key=key)
            return None
        return node

    def word(self, key: str, *, needed: bool = False) -> str:
        """The text after `key`, or ""."""
        node = self.scalar(key, needed=needed)
        return node.text.strip() if node else ""

    def name(self, key: str) -> str:
        """A name after `key` (small letters, digits, _); "" when it is missing or cannot be one."""
        node = self.scalar(key, needed=True)
        return node.text.strip() if node and self.check_name(node) else ""

    def check_name(self, node: Scalar) -> bool:
        """Whether the value can be a name; a problem when not."""
        value = node.text.strip()
        rule = "reserved-name" if value in RESERVED else "" if _NAME.match(value) else "bad-name"
        if rule:
            self.report_at(rule, node, value=value[:80])
        return not rule

    def flag(self, key: str) -> bool:
        """yes or no; no when it is not there."""
        value = self.word(key)
        if value not in ("", "yes", "no"):
            self.report("not-yes-no", key, key=key, value=value[:40])
        return value == "yes"

    def number(self, key: str, *, needed: bool = False) -> float | None:
        """A finite number, or None."""
        value = self.word(key, needed=needed)
        if not value:
            return None
        if not NUMBER.match(value):
            self.report("not-number", key, key=key, value=value[:40])
            return None
        return float(value)

    def whole(self, key: str, low: int = -(10**9), high: int = 10**9) -> int | None:
        """A whole number from `low` to `high`, or None."""
        value = self.number(key)
        if value is None:
            return None
        if not math.isclose(value, round(value), abs_tol=0, rel_tol=0):
            self.report("not-whole", key, key=key, value=self.word(key)[:40])
            return None
        if not low <= value <= high:
            self.report("out-of-range", key, key=key, value=int(value), low=low, high=high)
            return None
        return int(value)

    def one_of(self, key: str, allowed: Iterable[str]) -> str:
        """One of the `allowed` words, or ""."""
        value, words = self.word(key), tuple(allowed)
        if value and value not in words:
            hint = nearest(value, words)
            self.report("not-allowed", key, key=key, value=value[:40], hint=hint, allowed=listed(words))
            return ""
        return value

    def nodes(self, key: str, *, needed: bool = False) -> tuple[Node, ...]:
        """The entries of the list after `key`; none when it is missing or no list."""
        node = self.get(key)
        if node is None:
            if needed:
                self.report("missing-key", key=key)
            return ()
        if not isinstance(node, Sequence):
            self.report("not-list", key, key=key, found=described(node))
            return ()
        if not node.items:
            self.report("empty-list", key, key=key)
        return node.items

    def words(self, key: str, *, needed: bool = False) -> tuple[Scalar, ...]:
        """The single values of the list after `key`, each once."""
        found: dict[str, Scalar] = {}
        for node in self.nodes(key, needed=needed):
            if not isinstance(node, Scalar):
                self.report_at("not-word", node, key=key, found=described(node))
            elif node.text in found:
                self.report_at("repeated-entry", node, key=key, value=node.text[:40])
            else:
                found[node.text] = node
        return tuple(found.values())

    def group(self, key: str, about: str, *, needed: bool = False) -> Fields | None:
        """The group after `key`, or None."""
        node = self.get(key)
        if node is None:
            if needed:
                self.report("missing-key", key=key)
            return None
        return self.fields(node, about)

    def fields(self, node: Node, about: str) -> Fields | None:
        """`node` as a group of its own; None, and a problem, when it is none."""
        if isinstance(node, Mapping):
            return Fields(node, about, self.context)
        self.report_at("not-mapping", node, about=about, found=described(node))
        return None

    def groups(self, key: str, about: str, *, needed: bool = False) -> Iterator[tuple[Scalar, Fields]]:
        """The named groups after `key`, each with its name; `about` names them (“Code”)."""
        outer = self.group(key, f"{self.about}: “{key}”", needed=needed)
        if outer is None:
            return
        if not outer.node.entries:
            self.report("empty-list", key, key=key)
        for name, node in outer.node.entries:
            inner = self.fields(node, f"{self.about}: {about} “{name.text[:40]}”")
            if inner is not None:
                yield name, inner

    def text(self, key: str, *, needed: bool = True) -> Text:
        """The text after `key` in every language; {} when it is not there."""
        node = self.get(key)
        if node is None:
            if needed:
                self.report("missing-key", key=key)
            return {}
        if not isinstance(node, Mapping):
            example = ", ".join(f"{language}: ..." for language in self.context.languages or ("kk", "ru"))
            self.report("text-not-languages", key, key=key, example=example, found=described(node))
            return {}
        inner = Fields(node, self.about, self.context)
        text = inner.own_text(key)
        inner.close_text(key)
        return text

    def own_text(self, key: str = "label") -> Text:
        """The text whose languages stand beside the other values of this group."""
        text = {}
        for language in self.context.languages:
            node = self.get(language)
            if node is None:
                every = listed(self.context.languages)
                self.report("missing-language", key=key, language=language, languages=every)
            elif not isinstance(node, Scalar):
                self.report("not-word", language, key=language, found=described(node))
            elif not node.text.strip():
                self.report("empty-text", language, key=key, language=language)
            else:
                text[language] = node.text.strip()
        return text

    def close(self) -> None:
        """Report every key that was never asked for."""
        for key, _ in self._unknown():
            hint = nearest(key.text, self._known)
            known = listed(self._known, limit=24)
            self.report_at("unknown-key", key, key=key.text[:60], hint=hint, known=known)

    def close_text(self, of: str) -> None:
        """Report every language that the questionnaire does not have."""
        every = listed(self.context.languages)
        for key, _ in self._unknown():
            self.report_at("extra-language", key, key=of, language=key.text[:40], languages=every)

    def _unknown(self) -> list[tuple[Scalar, Node]]:
        return [entry for key, entry in self._values.items() if key not in self._known]
