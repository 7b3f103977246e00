"""A table of words: the words (or whole answers) that people typed most often, each with its bar."""

from __future__ import annotations

from analysis.charts.frame import closing, foot
from analysis.charts.parts import bar, share_ladder, zero
from analysis.charts.readings import Reading
from analysis.charts.registry import register
from analysis.charts.sheet import Sheet
from analysis.charts.speech import Speech
from analysis.charts.wish import Wish
from analysis.open_answers import OpenAnswers

MOST = 30


def suits(found: OpenAnswers) -> int:
    """Answers that were counted."""
    return 3 if found.counted and found.rows else 0


def tell(found: OpenAnswers, wish: Wish) -> list[str]:
    """One clause per word, then how many more there are."""
    speech = wish.speech
    words = "; ".join(_said(one, speech) for one in readings(found, speech))
    return [*_opening(found, speech), words, *_rest(found, speech), *closing(found, wish, intervals=False)]


@register(
    "texts",
    OpenAnswers,
    suits,
    tell,
    called={"kk": "жауаптардағы сөздер", "ru": "слова в ответах", "en": "words of the answers"},
)
def draw(found: OpenAnswers, sheet: Sheet) -> None:
    """From the most frequent down, hardly any space between."""
    for sentence in _opening(found, sheet.speech):
        sheet.y -= 8
        sheet.paragraph(sentence)
        sheet.y += 12
    words = readings(found, sheet.speech)
    steps, scale = share_ladder(sheet, words)
    top, gap = sheet.y, 8.0 if sheet.narrow else 5.0
    for one in words:
        bar(sheet, steps, scale, one, height=13.0, gap=gap)
    zero(sheet, scale, top, gap)
    foot(sheet, [*_rest(found, sheet.speech), *closing(found, sheet.wish, intervals=False)])


def readings(found: OpenAnswers, speech: Speech) -> list[Reading]:
    """The most frequent, as bars without intervals."""
    return [
        Reading(speech.label(one.text), one.percent, one.percent, one.percent, one.count, found.found)
        for one in found.rows[:MOST]
    ]


def _said(one: Reading, speech: Speech) -> str:
    count = speech.say("people", count=speech.number(one.count))
    return f"{one.label} — {count} ({speech.percent(one.percent)})"


def _opening(found: OpenAnswers, speech: Speech) -> list[str]:
    """What was counted, and what was searched for."""
    what = speech.say("words counted" if found.counted == "words" else "texts counted")
    what += f". {speech.say('function words')}" if found.content else ""
    if not found.search:
        return [what]
    return [what, speech.say("searched", words=speech.label(found.search), found=speech.number(found.found))]


def _rest(found: OpenAnswers, speech: Speech) -> list[str]:
    more = len(found.rows) - MOST
    return [speech.say("more words", many=speech.number(more))] if more > 0 else []
