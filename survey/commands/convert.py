"""`convert`: questionnaires from foreign formats and into them, with a report of every loss."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from survey.commands.output import Refused, json_option, put_json, put_table, say, write_file

if TYPE_CHECKING:
    from questionnaires.formats import Loss

_OURS = (".yaml", ".yml")


@click.command()
@click.argument("source", metavar="IN", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("target", metavar="OUT", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--format", "name", default="", help="The foreign format; else the end of the file name tells.")
@json_option
def convert(source: Path, target: Path, name: str, as_json: bool) -> None:
    """Make a questionnaire (OUT.yaml) of a file in a foreign format, or such a file of a questionnaire.

    Prints what could not be kept, each with its place and the reason. A file that is not valid is refused
    with sheet, row and reason. Lists and tables that a form names are taken from the files beside it, or are
    still to come. Responses that came with it stand beside OUT, as .csv and .codebook.json.
    """
    if target.suffix.lower() in _OURS:
        losses, remarks = _import(source, target, name)
    elif source.suffix.lower() in _OURS:
        losses, remarks = _export(source, target, name), ()
    else:
        raise Refused("one of the two files must be a questionnaire: a name that ends in .yaml")
    if as_json:
        put_json({"losses": [_as_json(loss) for loss in losses], "remarks": remarks})
        return
    if losses:
        rows = [(one.place, one.kind, "by design" if one.declared else "", one.reason) for one in losses]
        put_table(f"Not kept of {source}", ("place", "what", "", "why"), rows)
    for remark in remarks:
        say(f"Remark: {remark}")
    say(f"{target}: {f'{len(losses)} losses are named above.' if losses else 'everything is kept.'}")


def _import(source: Path, target: Path, name: str) -> tuple[tuple[Loss, ...], tuple[str, ...]]:
    from questionnaires.formats import NotReadable, read

    try:
        found = read(source.read_bytes(), source.name, name, partial(_beside, source))
    except NotReadable as reason:
        raise Refused(f"{source}: {reason}") from reason
    write_file(target, found.source.encode())
    for end, content in found.beside.items():
        write_file(target.with_name(target.stem + end), content)
    return found.losses, found.remarks


def _beside(source: Path, name: str) -> bytes | None:
    """A file of that name beside the form, or in the folder of its media."""
    from questionnaires.formats import LARGEST_FILE

    if name != Path(name).name:
        return None
    folders = (source.parent, source.with_name(f"{source.stem}-media"))
    found = next((folder / name for folder in folders if (folder / name).is_file()), None)
    return found.read_bytes() if found and found.stat().st_size <= LARGEST_FILE else None


def _export(source: Path, target: Path, name: str) -> tuple[Loss, ...]:
    from questionnaires.formats import formats
    from questionnaires.problems import Problems
    from questionnaires.reader import load

    able = [one for one in formats().values() if one.write and name in ("", one.name)]
    found = next((one for one in able if name or target.name.lower().endswith(one.suffixes)), None)
    if found is None or found.write is None:
        known = ", ".join(f"{one.name} ({', '.join(one.suffixes)})" for one in able) or "none"
        raise Refused(f"no format that can be written suits {target.name}; these can: {known}")
    try:
        content, losses = found.write(load(source))
    except Problems as problems:
        raise Refused(f"{source} has problems; saualnama check names them: {problems}") from problems
    write_file(target, content)
    return losses


def _as_json(loss: Loss) -> dict[str, object]:
    return {name: getattr(loss, name) for name in ("place", "kind", "reason", "declared")}
