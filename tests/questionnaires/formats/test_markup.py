"""HTML of foreign texts becomes plain text or our small Markdown."""

import pytest

from questionnaires.formats.markup import markdown, plain


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One &amp; <b>two</b></p>", "One & two"),
        ("a<br />b<br>c", "a\nb\nc"),
        ("5 < 6 & no tags", "5 < 6 & no tags"),
        ("<style>p {x}</style><script>alert(1)</script>Text", "Text"),
        ('<a href="https://x.kz/a">here</a>', "here (https://x.kz/a)"),
        ('<a href="javascript:x()">here</a>', "here"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("<b>open", "open"),
    ],
)
def test_plain_texts_have_no_marks(html: str, text: str) -> None:
    assert plain(html).text == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>two</p>", "One\n\ntwo"),
        ("a <strong>b </strong>c", "a **b** c"),
        ("<ul><li>x</li><li>y</li></ul>", "- x\n- y"),
        ("<em></em>2 * 3_4", r"2 \* 3\_4"),
        ("2 * 3", r"2 \* 3"),
        ("<i>2 * 3</i>", r"*2 \* 3*"),
    ],
)
def test_notes_keep_emphasis_and_lists(html: str, text: str) -> None:
    assert markdown(html).text == text


def test_pictures_and_scripts_are_noted() -> None:
    found = plain('<img src="a.png" alt="A cat"><script>x</script><video></video>')
    assert (found.text, found.media, found.script) == ("A cat", ("img", "video"), True)
