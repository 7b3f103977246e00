"""Numbers and labels in the reader's language.

Numbers follow CLDR (decimal comma and no-break spaces in Kazakh and Russian) and are rounded half up, as
people do it on paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from unicodedata import category

from analysis.charts.words import WORDS
from analysis.codebook import Text, text

NBSP = "\u00a0"
MINUS = "\u2212"


@dataclass(frozen=True, slots=True)
class Speech:
    """Says words and numbers in `language`.

    `whole` is the public form of protected breakdowns: whole per cents, "<5" and ">95", no counts.
    Without `margins` no intervals are given, as for people who chose themselves to answer. Other per cents
    are said to `decimals`.
    """

    language: str = "kk"
    whole: bool = False
    margins: bool = True
    decimals: int = 1

    @property
    def intervals(self) -> bool:
        """Whether intervals are shown."""
        return self.margins and not self.whole

    def say(self, key: str, **places: str) -> str:
        """The words `key` of `words.py` with its places filled."""
        return WORDS[key][self.language].format(**places)

    def label(self, label: Text | str) -> str:
        """The label in this language, without control characters, line breaks and doubled spaces."""
        return clean(text(label, self.language))

    def number(self, value: float, decimals: int = 0, *, signed: bool = False) -> str:
        """`value` rounded half up, with the language's signs; `signed` puts a plus before positive ones."""
        rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        digits = f"{abs(rounded):,}"
        if self.language != "en":
            digits = digits.replace(",", NBSP).replace(".", ",")
        sign = "" if rounded == 0 else MINUS if rounded < 0 else "+" if signed else ""
        return sign + digits

    def bare_percent(self, percent: float) -> str:
        """A per cent (0 to 100) without its sign: to the decimals, or in the protected whole form."""
        if not self.whole:
            return self.number(percent, self.decimals)
        return "<5" if percent < 5 else ">95" if percent > 95 else self.number(percent)

    def percent(self, percent: float) -> str:
        """A per cent (0 to 100) with its sign: `21,9 %` in Kazakh and Russian, `21.9%` in English."""
        return self.bare_percent(percent) + self.sign

    def level(self, level: float) -> str:
        """A level of confidence (0 to 1) as a per cent with no needless decimals."""
        digits = f"{(Decimal(repr(level)) * 100).normalize():f}"
        return (digits if self.language == "en" else digits.replace(".", ",")) + self.sign

    def drawn(self, percent: float) -> float:
        """How long a per cent is drawn: as it is, or as its protected form, so that lengths tell no more."""
        if not self.whole:
            return percent
        return 2.5 if percent < 5 else 97.5 if percent > 95 else float(round(percent))

    @property
    def sign(self) -> str:
        """The per cent sign as it follows a number."""
        return "%" if self.language == "en" else NBSP + "%"


def clean(words: str) -> str:
    """`words` on one line, without invisible letters; what cannot be printed becomes U+FFFD."""
    return " ".join(piece for piece in "".join(map(_visible, words)).split(" ") if piece)


def _visible(letter: str) -> str:
    if letter == NBSP or letter.isprintable():
        return letter
    if letter.isspace():
        return " "
    return "" if category(letter) == "Cf" else "\ufffd"
