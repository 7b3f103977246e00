"""XML comes in through one door, and nothing but plain XML of bounded size passes it."""

import pytest

from questionnaires.formats import NotReadable, safe_xml


def test_a_plain_file_becomes_a_tree() -> None:
    root = safe_xml.tree(b'<a xmlns:x="u"><x:b n="1">one</x:b><c><b> two </b></c></a>')
    assert (root.name, [one.text for one in root.all("b")]) == ("a", ["one", " two "])
    assert root.told("c", "b") == "two"
    first = root.first("b")
    assert first is not None
    assert (first.space, first.attributes) == ("u", {"n": "1"})
    assert root.first("d", "b") is None


BOMB = b'<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;">]><a>&y;</a>'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (BOMB, "document type"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "document type"),
        (b"<a>" * 100, "deeper"),
        (b"<a>" + b"<b/>" * (safe_xml.MOST_KEPT + 1) + b"</a>", "elements"),
        (b"<a>\xff</a>", "well-formed"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "encoding"),
        (b"<a>&y;</a>", "well-formed"),
        (b"", "well-formed"),
    ],
)
def test_what_is_not_plain_xml_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(NotReadable, match=reason):
        safe_xml.tree(content)


def test_elements_that_are_let_go_are_counted_too() -> None:
    seen: list[str] = []
    with pytest.raises(NotReadable, match="more than 3 elements"):
        safe_xml.walk(b"<a><b/><b/><b/></a>", lambda name, _: seen.append(name), lambda *_: None, most=3)
    assert seen == ["a", "b", "b"]
