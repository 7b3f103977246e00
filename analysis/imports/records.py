"""JSON files of our own: codebook and records (`analysis.exports.records`)."""

from __future__ import annotations

import json
from pathlib import Path

from analysis.codebook_files import from_json, read_text
from analysis.design import Design
from analysis.errors import UnreadableFile
from analysis.microdata import Microdata

SCHEMA = "saualnama.microdata/1"


def read(path: Path) -> Microdata:
    """The microdata of a file; UnreadableFile for JSON that holds none."""
    try:
        content = json.loads(read_text(path))
    except (json.JSONDecodeError, RecursionError) as reason:
        raise UnreadableFile(f"{path} is no JSON: {reason}") from reason
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise UnreadableFile(f"{path} holds no microdata: its schema is not {SCHEMA!r}")
    return Microdata.from_records(from_json(json.dumps(content["codebook"])), content["records"], Design())
