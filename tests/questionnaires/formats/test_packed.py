"""A form packed with its lists is read as one; an archive without exactly one form is refused in words."""

import zipfile
from io import BytesIO

import pytest

from questionnaires.formats import NotReadable, read
from questionnaires.formats.xlsform.book import workbook

FORM = workbook(
    {
        "survey": [
            {"type": "select_one_from_file towns.csv", "name": "town", "label": "Town"},
            {
                "type": "calculate",
                "name": "many",
                "calculation": "pulldata('towns', 'people', 'name', ${town})",
            },
        ]
    }
)
TOWNS = b"name,label,people\nabai,Abai,300\nsemey,Semey,400\n"


def packed(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("folder", ["", "media/", "../../", "/etc/"])
def test_a_form_finds_its_files_wherever_they_stand_in_the_archive(folder: str) -> None:
    parts = {
        "form/form.xlsx": FORM,
        f"{folder}towns.csv": TOWNS,
        "__MACOSX/form.xlsx": b"",
        "~$form.xlsx": b"",
    }
    found = read(packed(**parts), "form.zip")
    assert (found.losses, found.remarks) == ((), ())
    assert "Abai" in found.source


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"towns.csv": TOWNS}, "holds no form; one is needed"),
        ({"a.xlsx": FORM, "b.xlsx": FORM}, "holds 2 forms (“a.xlsx”, “b.xlsx”)"),
        ({"a.xlsx": b"PK\x03\x04 and no more"}, "damaged"),
        ({f"{one}.png": b"" for one in range(2_001)}, "unpacks to more than"),
    ],
)
def test_an_archive_without_exactly_one_form_is_refused(parts: dict[str, bytes], why: str) -> None:
    with pytest.raises(NotReadable) as refusal:
        read(packed(**parts), "form.zip")
    assert why in str(refusal.value)


def test_an_invalid_form_in_an_archive_is_refused_with_its_row() -> None:
    form = workbook({"survey": [{"type": "text", "name": "a", "label": "A"}, {"type": "txet", "name": "b"}]})
    with pytest.raises(NotReadable) as refusal:
        read(packed(**{"form.xlsx": form}), "form.zip")
    assert (refusal.value.sheet, refusal.value.row) == ("survey", 3)


def test_a_password_is_named() -> None:
    content = bytearray(packed(**{"form.xlsx": FORM}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(NotReadable, match="password"):
        read(bytes(content), "form.zip")
