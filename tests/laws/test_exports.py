"""Laws of every registered export: what is written is read back, repeatable, and its losses are named."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings

import analysis
from analysis.errors import UnwritableFile
from analysis.exports import export, formats
from analysis.exports.loss_words import WHAT, WHY
from analysis.exports.prepared import parts_of, prepared
from analysis.exports.registry import _EXPORTS
from analysis.microdata import Microdata
from tests.analysis.hostile_people import hostile_people
from tests.analysis.microdata_of_all_kinds import microdata
from tests.analysis.people import people

FORMATS = formats()
every_format = pytest.mark.parametrize("name", FORMATS)
every_carrier = pytest.mark.parametrize("name", [name for name, one in FORMATS.items() if one.carries])
often = settings(
    max_examples=60,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


SAID = {"why a text is missing", "reason of a missing answer", "zero characters", "end of long texts"}
"""Losses of answers; all others are of what stands around them."""


def there_and_back(data: Microdata, name: str, language: str = "kk") -> tuple[Microdata, tuple[str, ...]]:
    """What is read of an export, and what the export said to lose."""
    with TemporaryDirectory() as folder:
        done = export(data, Path(folder, f"d{FORMATS[name].ending}"), language, format=name)
        return analysis.read(done.files[0]), tuple(one.what["en"] for one in done.losses)


def assert_same(found: Microdata, data: Microdata) -> None:
    """Codebook, every answer, every reason of a missing one, the code given there, the design."""
    assert found.codebook == data.codebook
    assert found.n == data.n
    for name, column in data.columns.items():
        other = found.column(name)
        assert other.missing.tolist() == column.missing.tolist(), name
        assert other.values.tolist() == column.values.tolist(), name
        none = np.full(data.n, -1)
        given_there = none if other.given is None else other.given
        assert given_there.tolist() == (none if column.given is None else column.given).tolist(), name
    design = [
        [(one.level, one.stage, [*one.values]) for one in parts_of(d.design, d.n)] for d in (found, data)
    ]
    assert design[0] == design[1]


@every_carrier
@often
@given(data=microdata())
def test_an_import_of_our_own_export_gives_the_same_microdata(name: str, data: Microdata) -> None:
    found, lost = there_and_back(data, name)
    expected = prepared(data)
    if not set(lost) & SAID:
        assert_same(found, expected)
    assert found.codebook == expected.codebook


@every_format
def test_the_same_microdata_give_the_same_bytes_and_stay_as_they_were(name: str, tmp_path: Path) -> None:
    data, before = people(), [*people().records()]
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        export(data, tmp_path / folder / f"d{FORMATS[name].ending}", "ru", format=name)
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == sorted(path.name for path in (tmp_path / "two").iterdir())
    for file in names:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes(), file
    assert [*data.records()] == before


@every_format
def test_nobody_and_a_codebook_alone_are_written_too(name: str, tmp_path: Path) -> None:
    nobody = people().where(np.zeros(people().n, bool))
    place = tmp_path / f"d{FORMATS[name].ending}"
    export(nobody, place, format=name)
    if FORMATS[name].carries:
        found = analysis.read(place)
        assert (found.n, found.codebook) == (0, nobody.codebook)


@every_format
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_format_says_what_it_is_for_and_loses_nothing_unsaid(name: str, language: str) -> None:
    one = FORMATS[name]
    assert one.label[language]
    losses = one.losses(prepared(hostile_people()))
    assert one.carries or losses or one.beside
    for loss in losses:
        assert loss.what[language]
        assert loss.why[language]
        assert language == "en" or loss.said(language) != str(loss)


def test_every_word_about_losses_is_used() -> None:
    folder = Path(analysis.__file__).parent / "exports"
    sources = [one.read_text("utf-8") for one in folder.glob("*.py") if one.name != "loss_words.py"]
    said = " ".join(re.sub(r'"\s*"', "", source) for source in sources)
    assert not [word for word in (*WHAT, *WHY) if f'"{word}"' not in said]


@every_format
def test_a_file_that_cannot_be_written_leaves_nothing_behind(name: str, tmp_path: Path) -> None:
    place = tmp_path / f"d{FORMATS[name].ending}"
    place.mkdir()
    with pytest.raises(UnwritableFile, match="cannot be written: Is a directory"):
        export(people(), place, format=name)
    assert [path.name for path in tmp_path.iterdir()] == [place.name]


def test_a_new_format_is_one_file(tmp_path: Path) -> None:
    """The export of the guide, read from the page as a module beside the others."""
    guide = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text("utf-8")
    (example,) = (one for one in re.findall(r"```python\n(.*?)```", guide, re.DOTALL) if "Markdown" in one)
    try:
        exec(compile(example, "markdown.py", "exec", dont_inherit=True), {"__name__": "markdown"})
        assert [*formats()][-1] == "markdown"
        done = export(people(), tmp_path / "d.md", "kk")
        assert (tmp_path / "d.md").read_text("utf-8").splitlines()[0] == "- `image`: image (kk)"
        assert [one.what["en"] for one in done.losses] == ["answers"]
    finally:
        _EXPORTS.pop("markdown", None)
