"""Texts stay texts: payloads in every field of the author, in names and answers, on every page and file."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from survey.cards import cards_html
from survey.respondent import create_app
from tests.survey.readers import Rooms, fresh, publish

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></style></textarea></script><script>alert(1)</script>",
    "[a](javascript:alert(1)) <a href=javascript:alert(1)>b</a>",
    "{{7*7}}{% raise %}${7*7}#{7*7}",
    "&lt;b&gt; &#60;script&#62; \\x3cscript\\x3e",
    "]]><script>alert(1)</script><!--",
    "$\\frac{1}{0}$ $x^2$",
    '=HYPERLINK("http://x","y")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
)
EVERYTHING = " ".join(PAYLOADS)
OURS = {"script", "style", "svg", "a", "img"}
HANDLERS = re.compile(r"^on|^srcdoc$|^formaction$")


def source() -> str:
    """A questionnaire all of whose texts are payloads, in every language."""
    text = {language: f"{EVERYTHING} {language}" for language in ("kk", "ru", "en")}
    codes = {"a": text, "b": {one: f"={words}" for one, words in text.items()}}
    item = {"question": text, "hint": text}
    items = [
        {"item": "one", "type": "single", **item, "codes": codes},
        {"item": "many", "type": "multiple", **item, "codes": codes},
        {
            "item": "grid",
            "type": "grid",
            **item,
            "codes": codes,
            "rows": {"x": text, "y": {"left": text, "right": text}},
        },
        {"item": "rank", "type": "ranking", **item, "codes": codes, "first": "1"},
        {"item": "number", "type": "number", **item, "min": "0", "max": "9", "unit": text},
        {"item": "words", "type": "text", **item, "long": "yes", "length": "900"},
        {"item": "note", "type": "note", "question": text},
        {
            "item": "place",
            "type": "single",
            **item,
            "background": "yes",
            "codes": codes,
            "shown if": "answered one",
        },
    ]
    whole = {
        "questionnaire": "reading",
        "version": "1",
        "languages": ["kk", "ru", "en"],
        **dict.fromkeys(("title", "introduction", "thanks"), text),
        "sections": [{"section": "whole", "title": text, "introduction": text, "items": items}],
    }
    return json.dumps(whole, ensure_ascii=False)


def answers(i: int) -> dict[str, object]:
    code = "ab"[i % 2]
    grid = {"x": code, "y": code}
    fact = "ab"[i // 2 % 2]
    return {
        "one": code,
        "many": [code],
        "grid": grid,
        "rank": [code],
        "number": i % 10,
        "words": EVERYTHING,
        "place": fact,
    }


class Page(HTMLParser):
    """What a browser makes of a page: elements with attributes, and the text outside scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def harmless(html: str) -> Page:
    """The page, when no payload has become an element, an attribute or an address."""
    page = Page(html)
    for tag, attributes in page.elements:
        assert not any(HANDLERS.search(name) for name in attributes), (tag, attributes)
        address = attributes.get("href") or attributes.get("src") or ""
        assert not address.strip().lower().startswith("javascript:"), address
        assert attributes.get("src") != "x"
    assert "alert" not in "".join(re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", html, re.DOTALL))
    return page


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rooms]:
    store = fresh(tmp_path_factory.mktemp("injection"))
    survey = store.create_survey("reading", source(), note=EVERYTHING)
    store.load_frame(survey, [(f"{one} {i}"[:80], f"{one}"[:80]) for i, one in enumerate(PAYLOADS * 4)])
    survey = store.open_survey(survey)
    for i, one in enumerate(store.invitations(survey)):
        store.submit(survey, one.secret, {"answers": answers(i), "write_ins": {}})
    found = Rooms.over(store)
    found.cards = cards_html(survey, store.invitations(survey))
    store.close(survey)
    assert publish(found.colleague()).status_code == 303
    store.open_survey(store.create_survey("reading", source(), mode="open", note=EVERYTHING))
    yield found
    store.engine.dispose()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_payloads_stay_words_on_the_respondents_pages(rooms: Rooms, language: str) -> None:
    client = create_app(rooms.store.settings).test_client()
    document = harmless(client.get(f"/reading/2/{language}").text)
    assert document.text.count("onerror=alert(1)") > 20
    assert document.text.count("{7*7}}") > 20
    typed = dict.fromkeys(("one", "many", "grid.x", "rank.1", "number", "words", "key", "secret"), EVERYTHING)
    again = client.post(f"/reading/2/{language}", data=typed)
    assert again.status_code == 422
    harmless(again.text)
    harmless(client.get(f"/reading/1/{language}").text)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_payloads_stay_words_on_the_reading_pages(rooms: Rooms, language: str) -> None:
    start = f"/{language}/reading/1/"
    for client in (rooms.colleague(), rooms.reader()):
        seen, waiting = set(), [start, f"/{language}/"]
        while waiting:
            address = waiting.pop()
            seen.add(address)
            page = harmless(client.get(address).text)
            links = [attributes.get("href") or "" for tag, attributes in page.elements if tag == "a"]
            paths = {one.partition("#")[0].removeprefix("/researcher") for one in links}
            waiting += sorted(
                one for one in paths if one.startswith(start) and one not in seen and "." not in one
            )
        assert len(seen) > 5


def test_payloads_stay_words_on_cards(rooms: Rooms) -> None:
    cards = harmless(rooms.cards)
    assert not [tag for tag, _ in cards.elements if tag in ("script", "img", "a")]


@pytest.mark.parametrize("question", ["one", "many", "grid", "rank", "number"])
@pytest.mark.parametrize("language", ["kk", "en"])
def test_payloads_stay_words_in_charts_and_tables(rooms: Rooms, question: str, language: str) -> None:
    client = rooms.reader()
    chart = client.get(f"/{language}/reading/1/{question}/chart.svg")
    assert chart.status_code == 200
    for element in ElementTree.fromstring(chart.data).iter():
        assert str(element.tag).rpartition("}")[2] not in ("script", "foreignObject", "image", "a")
        assert not any(HANDLERS.search(name) for name in element.attrib)
    table = client.get(f"/{language}/reading/1/{question}/table.csv").text.lstrip("\ufeff")
    for row in csv.reader(io.StringIO(table)):
        assert not [cell for cell in row if cell.startswith(("=", "+", "@", "\t", "\r"))]
