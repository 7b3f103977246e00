"""The column `parameters`: pairs key=value, and what each question type takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from questionnaires.formats.xlsform.nouns import Choice
from questionnaires.formats.xlsform.words import YES_NO

Pairs = dict[str, str]
Refuse = Callable[[str], Exception]
"""Makes the refusal of a row, with a reason."""

_PAIRS = re.compile(r"[\s,;]*(?:[^\s=,;]+[\s,;]*=[\s,;]*[^\s=,;]+[\s,;]*)*\Z")
_PAIR = re.compile(r"([^\s=,;]+)[\s,;]*=[\s,;]*([^\s=,;]+)")
_TAG = re.compile(r"[^\W\d][\w.\-]*(:[^\W\d][\w.\-]*)?\Z")

_SELECT = ("randomize", "seed")
_GEO = ("allow-mock-accuracy", "incremental", "reference-geometry")
ACCEPTED: Mapping[str, Sequence[str]] = {
    "select_one": _SELECT,
    "select_one_external": _SELECT,
    "select_multiple": _SELECT,
    "rank": _SELECT,
    "select_one_from_file": ("label", *_SELECT, "value"),
    "select_multiple_from_file": ("label", *_SELECT, "value"),
    "range": ("end", "placeholder", "start", "step", "tick_interval", "tick_labelset"),
    "text": ("rows",),
    "image": ("app", "max-pixels"),
    "audio": ("quality",),
    "background-audio": ("quality",),
    "geopoint": ("allow-mock-accuracy", "capture-accuracy", "reference-geometry", "warning-accuracy"),
    "geoshape": _GEO,
    "geotrace": _GEO,
    "audit": (
        "identify-user",
        "location-max-age",
        "location-min-interval",
        "location-priority",
        "track-changes",
        "track-changes-reasons",
    ),
}
"""Question type -> the keys it takes; other types take anything."""

_ONE_OF: Mapping[tuple[str, str], Sequence[str]] = {
    ("audit", "track-changes"): ("true", "false"),
    ("audit", "track-changes-reasons"): ("on-form-edit",),
    ("audit", "identify-user"): ("true", "false"),
    ("audit", "location-priority"): ("no-power", "low-power", "balanced", "high-accuracy"),
    ("audio", "quality"): ("voice-only", "low", "normal", "external"),
    ("background-audio", "quality"): ("voice-only", "low", "normal"),
    ("geopoint", "allow-mock-accuracy"): ("true", "false"),
    ("geoshape", "allow-mock-accuracy"): ("true", "false"),
    ("geotrace", "allow-mock-accuracy"): ("true", "false"),
}
_WHOLE = frozenset(
    (
        ("text", "rows"),
        ("image", "max-pixels"),
        ("audit", "location-min-interval"),
        ("audit", "location-max-age"),
    )
)
_NUMBERS = frozenset((("geopoint", "capture-accuracy"), ("geopoint", "warning-accuracy")))


def parse(text: str, refuse: Refuse) -> Pairs:
    """The pairs, keys in small letters, values too except those that name columns of a file."""
    if not text.strip():
        return {}
    if not _PAIRS.match(text):
        raise refuse("parameters are written as “key=value key=value”")
    pairs = [(key.lower(), value) for key, value in _PAIR.findall(text)]
    return {key: value if key in ("label", "value") else value.lower() for key, value in pairs}


def check(
    kind: str, pairs: Pairs, appearance: str, choices: Mapping[str, list[Choice]], refuse: Refuse
) -> None:
    """Refuse what the type does not take."""
    accepted = ACCEPTED.get(kind)
    wrong = [key for key in pairs if accepted is not None and key not in accepted]
    if wrong:
        known = ", ".join(sorted(accepted or ()))
        raise refuse(f"the parameter “{wrong[0]}” is not known here; these are: {known}")
    for key, value in pairs.items():
        if value not in _ONE_OF.get((kind, key), (value,)):
            raise refuse(f"{key} is one of {', '.join(_ONE_OF[kind, key])}, not “{value}”")
        if (kind, key) in _WHOLE and not re.fullmatch(r"[+-]?[0-9]+", value):
            raise refuse(f"{key} must be a whole number, not “{value}”")
        if (kind, key) in _NUMBERS and _number(value) is None:
            raise refuse(f"{key} must be a number, not “{value}”")
    if "incremental" in pairs and kind in ("geoshape", "geotrace") and not YES_NO.get(pairs["incremental"]):
        raise refuse("incremental is true, or not there")
    if kind == "image" and "app" in pairs and appearance in ("", "annotate"):
        _package(pairs["app"], refuse)
    if kind == "audit":
        _audit(pairs, refuse)
    if kind == "range":
        _range(pairs, appearance, choices, refuse)
    if kind.startswith("select") or kind == "rank":
        _select(kind, pairs, refuse)


def _number(text: str | None) -> Decimal | None:
    try:
        value = Decimal(text or "")
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _package(name: str, refuse: Refuse) -> None:
    parts = name.split(".")
    if len(parts) < 2 or not all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", part) for part in parts):
        raise refuse(f"app names an Android package such as org.example.camera, not “{name}”")


def _audit(pairs: Pairs, refuse: Refuse) -> None:
    place = ("location-priority", "location-min-interval", "location-max-age")
    given = [key for key in place if key in pairs]
    if given and len(given) < len(place):
        raise refuse(f"places in an audit need all of {', '.join(place)}")
    if given:
        least, most = int(pairs[place[1]]), int(pairs[place[2]])
        if least < 0 or most < least:
            raise refuse("location-min-interval is at least 0, and location-max-age not smaller than it")


def _select(kind: str, pairs: Pairs, refuse: Refuse) -> None:
    if pairs.get("randomize", "true") not in ("true", "false"):
        raise refuse(f"randomize is true or false, not “{pairs['randomize']}”")
    if "seed" in pairs and "randomize" not in pairs:
        raise refuse("a seed needs randomize=true")
    seed = pairs.get("seed", "0")
    if _number(seed) is None and not re.fullmatch(r"\$\{(last-saved#)?[^}\s]+\}", seed):
        raise refuse(f"the seed is a number or a question such as ${{name}}, not “{seed}”")
    for key in ("value", "label"):
        if kind.endswith("_from_file") and key in pairs and not _TAG.match(pairs[key]):
            raise refuse(f"{key} names a column of the file; “{pairs[key]}” cannot be one")


def _range(pairs: Pairs, appearance: str, choices: Mapping[str, list[Choice]], refuse: Refuse) -> None:
    ticks = [key for key in ("tick_interval", "placeholder", "tick_labelset") if key in pairs]
    if ticks and appearance and "vertical" not in appearance and "no-ticks" not in appearance:
        raise refuse(f"{ticks[0]} suits only the appearances vertical, no-ticks and the default one")
    for key, value in (("start", "1"), ("end", "10"), ("step", "1")):
        pairs.setdefault(key, value)
    numbers = {key: _needed(key, pairs[key], refuse) for key in pairs if key != "tick_labelset"}
    start, end, step = numbers["start"], numbers["end"], numbers["step"]
    for key in ("step", "tick_interval"):
        if key in numbers and numbers[key] == 0:
            raise refuse(f"{key} must not be 0")
        if key in numbers and numbers[key] > abs(end - start):
            raise refuse(f"{key} is larger than the way from start to end")
    if numbers.get("tick_interval", step) % step:
        raise refuse("tick_interval must be a multiple of step")
    low, high = min(start, end), max(start, end)
    place = numbers.get("placeholder", start)
    if (place - start) % step:
        raise refuse("placeholder must be a multiple of step from start on")
    if not low <= place <= high:
        raise refuse("placeholder lies outside start and end")
    if "tick_labelset" in pairs:
        steps = numbers.get("tick_interval", step)
        _labels(choices.get(pairs["tick_labelset"]), (start, end, steps), appearance, refuse)


def _needed(key: str, text: str, refuse: Refuse) -> Decimal:
    value = _number(text)
    if value is None:
        raise refuse(f"{key} must be a number, not “{text}”")
    return value


def _labels(
    labels: list[Choice] | None, span: tuple[Decimal, Decimal, Decimal], appearance: str, refuse: Refuse
) -> None:
    if labels is None:
        raise refuse("tick_labelset must name a list of the sheet choices")
    start, end, steps = span
    places = [_number(label.name) for label in labels]
    for place in places:
        if place is None:
            raise refuse("the choices of tick_labelset must be numbers")
        if not min(start, end) <= place <= max(start, end):
            raise refuse("the choices of tick_labelset lie outside start and end")
        if (place - start) % steps:
            raise refuse("the choices of tick_labelset must stand on steps")
    if "no-ticks" in appearance and set(places) != {start, end}:
        raise refuse("with no-ticks, tick_labelset has labels for start and end only")
