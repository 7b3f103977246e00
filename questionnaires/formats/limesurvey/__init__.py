"""LimeSurvey: .lss, .lsg, .lsq (survey, group, question), .lsa (with responses), tab-separated files."""

from __future__ import annotations

from pathlib import PurePath

from questionnaires.formats import Format, Imported, register
from questionnaires.formats.limesurvey import archive, sheet, tables
from questionnaires.formats.limesurvey.build import build
from questionnaires.formats.limesurvey.write import write


def read_tables(content: bytes, file: str) -> Imported:
    """A .lss, .lsg or .lsq file."""
    return build(tables.read(content), PurePath(file).stem)


def read_sheet(content: bytes, file: str) -> Imported:
    """A tab-separated file."""
    return build(sheet.read(content), PurePath(file).stem)


register(Format("limesurvey", (".lss",), read_tables, write))
register(Format("limesurvey-part", (".lsg", ".lsq"), read_tables))
register(Format("limesurvey-archive", (".lsa",), archive.read))
register(Format("limesurvey-tsv", (".tsv", ".txt"), read_sheet, suits=sheet.suits))
