"""LimeSurvey: .lss (survey), .lsg (group), .lsq (question), tab-separated .txt and .tsv."""

from __future__ import annotations

from pathlib import PurePath

from questionnaires.formats import Format, Imported, register
from questionnaires.formats.limesurvey import sheet, tables
from questionnaires.formats.limesurvey.build import build


def read_tables(content: bytes, file: str) -> Imported:
    """A .lss, .lsg or .lsq file."""
    return build(tables.read(content), PurePath(file).stem)


def read_sheet(content: bytes, file: str) -> Imported:
    """A tab-separated file."""
    return build(sheet.read(content), PurePath(file).stem)


register(Format("limesurvey", (".lss", ".lsg", ".lsq"), read_tables))
register(Format("limesurvey-tsv", (".tsv", ".txt"), read_sheet, suits=sheet.suits))
