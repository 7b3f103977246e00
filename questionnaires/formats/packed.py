"""A .zip that holds a form together with its lists, tables and media: read in memory, never unpacked to disk.

The form is the one file of a known format; names are looked up without their folders. Sizes are looked at
before anything is read.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import PurePosixPath

from questionnaires.formats import LARGEST_FILE, Beside, Format, Imported, NotReadable, register
from questionnaires.formats import formats as known
from questionnaires.formats import read as read_any
from questionnaires.formats.archives import MOST_BYTES, MOST_PARTS

_TABLES = (".csv", ".xml", ".txt", ".md", ".zip")
"""What stands beside a form more often than it is one."""


def read(content: bytes, file: str, beside: Beside = lambda file: None) -> Imported:
    """The form in an archive with what is packed beside it; NotReadable when it holds none or several, is
    protected, damaged or too large."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = _parts(archive)
            form = _form(list(parts))

            def packed(name: str) -> bytes | None:
                return archive.read(parts[name]) if name in parts else beside(name)

            return read_any(archive.read(parts[form]), form, beside=packed)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        EOFError,
        OSError,
        RuntimeError,
    ) as error:
        raise NotReadable(f"the archive is damaged: {error}") from None


def _parts(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The files by their names without folders, the first of a name; their sizes are within bounds."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise NotReadable(f"the archive unpacks to more than {MOST_BYTES >> 20} MB or {MOST_PARTS} parts")
    found: dict[str, zipfile.ZipInfo] = {}
    for part in parts:
        path = PurePosixPath(part.filename)
        if part.flag_bits & 1:
            raise NotReadable("the archive is protected by a password; save it without one")
        if part.is_dir() or path.parts[0] == "__MACOSX" or path.name.startswith((".", "~$")):
            continue
        if part.file_size <= LARGEST_FILE:
            found.setdefault(path.name, part)
    return found


def _form(names: list[str]) -> str:
    """The one file that is a form."""
    ends = {end for one in known().values() if one.read for end in one.suffixes} - set(_TABLES)
    found = [name for name in names if name.lower().endswith(tuple(ends))]
    if len(found) != 1:
        listed = ", ".join(f"“{name[:40]}”" for name in found[:5])
        held = f"{len(found)} forms ({listed})" if found else "no form"
        raise NotReadable(
            f"the archive holds {held}; one is needed, such as form.xlsx, with its lists beside it"
        )
    return found[0]


register(Format("zip", (".zip",), read, read_with=read))
