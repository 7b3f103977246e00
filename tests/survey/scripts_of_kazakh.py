"""Kazakh in Latin and in Arabic letters, letter by letter: languages that have nothing but a catalogue."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from survey import languages
from survey.respondent import document, pages

CYRILLIC = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
LATIN = dict(zip(CYRILLIC, "aäbvgğdeejziikqlmnñoöprstuūüfhhsşşş\u02b9yı\u02b9eüa", strict=True))
ARABIC = dict(zip(CYRILLIC, "اٵبۆگعدەەجزييكقلمنڭوٶپرستۋۇٷفحھسچششءىٸءەۋا", strict=True))
ARABIC[","], ARABIC["?"], ARABIC[";"] = "،", "؟", "؛"
SCRIPTS = {"kk-Latn": LATIN, "kk-Arab": ARABIC}
NAMES = {"kk-Latn": "Qazaqşa"}


def written(text: str, script: dict[str, str]) -> str:
    """`text` in other letters; what stands in braces or angle brackets stays."""

    def part(found: re.Match[str]) -> str:
        return found[0] if found[0][0] in "{<" else "".join(map(letter, found[0]))

    def letter(one: str) -> str:
        other = script.get(one.lower(), one)
        return other.capitalize() if one.isupper() else other

    return re.sub(r"\{\w*\}|<[^>]*>|[^{<]+|.", part, text)


def questionnaire(source: str) -> str:
    """The questionnaire with a column for each script beside the Kazakh one; yes and no as codes."""
    fields = yaml.load(source.replace("yes_no", "single"), yaml.CBaseLoader)
    for node in _mappings(fields):
        if node.get("type") == "single" and "codes" not in node:
            node["codes"] = {"yes": {"kk": "Иә"}, "no": {"kk": "Жоқ"}}
        node.pop("refused", None)
    for node in _mappings(fields):
        if isinstance(node.get("kk"), str):
            said = node["kk"]
            for language in ("ru", "en"):
                node.pop(language, None)
            node.update({language: written(said, script) for language, script in SCRIPTS.items()})
    fields["languages"] = ["kk", *SCRIPTS]
    return yaml.safe_dump(fields, allow_unicode=True, sort_keys=False)


def _mappings(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _mappings(inner)


@contextmanager
def catalogues(folder: Path, replace: Callable[..., None]) -> Iterator[None]:
    """The catalogues of the house and one for each script, in `folder`; `replace` is monkeypatch.setattr."""
    for path in languages.FOLDER.glob("*.po"):
        shutil.copy(path, folder)
    for language, script in SCRIPTS.items():
        said = [(str(one.id), str(one.string)) for one in languages.read(folder / "kk.po") if one.id]
        name = f'"X-Name: {NAMES[language]}\\\\n"\n' if language in NAMES else ""
        head = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n{name}\n'.replace(
            "\\\\n", "\\n"
        )
        (folder / f"{language}.po").write_text(
            head + "".join(map(_entry, said, [script] * len(said))), "utf-8"
        )
    replace(languages, "FOLDER", folder)
    _forget()
    yield
    replace(languages, "FOLDER", Path(languages.__file__).parent)
    _forget()


def _entry(pair: tuple[str, str], script: dict[str, str]) -> str:
    def quoted(text: str) -> str:
        return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")

    return f'msgid "{quoted(pair[0])}"\nmsgstr "{quoted(written(pair[1], script))}"\n\n'


def _forget() -> None:
    for cached in (languages.known, languages.catalogue, languages.name, languages.direction):
        cached.cache_clear()
    document.fresh.cache_clear()
    document.thanks.cache_clear()
    pages.promise_page.cache_clear()
