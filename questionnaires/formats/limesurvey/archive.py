""".lsa: a survey packed with its responses. Of those who answered only their answers come out."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import PurePath

from questionnaires.formats import Imported, Loss, NotReadable
from questionnaires.formats.limesurvey import responses, tables
from questionnaires.formats.limesurvey.build import finished

MOST_BYTES = 40 * 1024 * 1024
"""Of one part, unpacked."""

MOST_PARTS = 50


def read(content: bytes, file: str) -> Imported:
    """The questionnaire of an archive, its responses beside it as CSV and codebook."""
    parts = _parts(content)
    survey = tables.read(_one(parts, ".lss"))
    answers = next((part for name, part in parts.items() if name.lower().endswith("_responses.lsr")), b"")
    survey.found |= {"lsa_members": sorted(parts)}
    made, imported = finished(survey, PurePath(file).stem)
    people = [name for name in parts if name.lower().endswith((".lst", ".lsi"))]
    reason = "who was invited, and when they answered, is not read"
    losses = (*imported.losses, *(Loss(name, "device", reason, declared=True) for name in people))
    imported = replace(imported, losses=losses)
    if not answers:
        return imported
    read = responses.read(answers, made, imported.source)
    found = {**imported.found, "responses": read.rows}
    return replace(imported, found=found, beside=read.files, remarks=(*imported.remarks, *read.remarks))


def _parts(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            known = archive.infolist()
            if len(known) > MOST_PARTS or any(one.file_size > MOST_BYTES for one in known):
                raise NotReadable(f"it unpacks to more than {MOST_PARTS} parts of {MOST_BYTES >> 20} MB")
            return {one.filename: _part(archive, one) for one in known}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise NotReadable(f"the archive is damaged or protected: {error}") from None


def _part(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes:
    """Its content; of lists of people not even that."""
    if not one.filename.lower().endswith((".lss", ".lsr")):
        return b""
    with archive.open(one) as stream:
        return stream.read(MOST_BYTES + 1)


def _one(parts: dict[str, bytes], end: str) -> bytes:
    found = [part for name, part in parts.items() if name.lower().endswith(end)]
    if len(found) != 1:
        raise NotReadable(f"it holds {len(found)} files that end in {end}; one is needed")
    return found[0]
