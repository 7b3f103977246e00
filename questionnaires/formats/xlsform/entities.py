"""The sheet entities: records that a form would make or change. They are not kept; the rules for them hold.

Every entity needs one container (the form, a group or a repeat) for itself, as deep as what refers to it and
in one line of repeats.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from questionnaires.formats import NotReadable
from questionnaires.formats.sheets import Sheet
from questionnaires.formats.xlsform.headers import Line, lines, tokens_of
from questionnaires.formats.xlsform.nouns import Element
from questionnaires.formats.xlsform.references import REFERENCE
from questionnaires.formats.xlsform.survey import NAME
from questionnaires.formats.xlsform.words import ENTITY_COLUMNS, ENTITY_NAMES

Path = tuple[tuple[str, str], ...]
"""Containers from the form on, each with name and kind."""

ROOT: Path = (("survey", "survey"),)


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a question saves into an entity (`saves`), or an entity speaks of a question."""

    path: Path
    row: int
    saves: str = ""
    question: str = ""


@dataclass(slots=True)
class Entity:
    """A line of the sheet, and what refers to it."""

    name: str
    row: int
    speaks: frozenset[str]
    references: list[Reference] = field(default_factory=list)


def check(sheet: Sheet, root: Element, survey: str) -> frozenset[str]:
    """The lists of entities; NotReadable with sheet and row for the first rule that is broken."""
    entities = _declared(sheet)
    for element, path in _walk(root, ROOT):
        if element.get("save_to"):
            _save(element, path, entities, survey)
        for entity in entities.values():
            if element.name in entity.speaks:
                entity.references.append(Reference(path, element.row, question=element.name))
    if entities:
        _allocate(entities, sheet.name, survey)
    return frozenset(entities)


def _declared(sheet: Sheet) -> dict[str, Entity]:
    tokens = tokens_of(sheet.headers, sheet.name, ENTITY_NAMES, ENTITY_COLUMNS)
    found: dict[str, Entity] = {}
    for line in lines(sheet, tokens, "default"):
        unknown = [header for header in line.cells if tokens[header][0] not in ENTITY_COLUMNS]
        if unknown:
            raise NotReadable(f"there is no column “{unknown[0]}” for entities", sheet=sheet.name, row=1)
        entity = _entity(line, sheet.name)
        if entity.name in found:
            reason = f"the entity list “{entity.name}” stands there twice"
            raise NotReadable(reason, sheet=sheet.name, row=line.number)
        found[entity.name] = entity
    return found


def _entity(line: Line, sheet: str) -> Entity:
    said = {key: line.get(key) for key in ("dataset", "entity_id", "create_if", "update_if")}
    label = next(iter(line.texts.get("label", {}).values()), "")
    name, identity = said["dataset"], said["entity_id"]
    reason = ""
    if not name:
        reason = "the entity list has no name"
    elif name.startswith("__") or "." in name or not NAME.match(name):
        reason = f"an entity list cannot be called “{name}”"
    elif said["update_if"] and not identity:
        reason = "update_if needs an entity_id"
    elif identity and said["create_if"] and not said["update_if"]:
        reason = "with entity_id and create_if there must be an update_if"
    elif not identity and not label:
        reason = "an entity that is created needs a label"
    if reason:
        raise NotReadable(reason, sheet=sheet, row=line.number)
    texts = (identity, said["create_if"], said["update_if"], label)
    return Entity(name, line.number, frozenset(one[2] for text in texts for one in REFERENCE.finditer(text)))


def _walk(element: Element, path: Path) -> Iterator[tuple[Element, Path]]:
    """Everything with the containers around it."""
    for child in element.children:
        yield child, path
        if child.kind != "question":
            yield from _walk(child, (*path, (child.name, child.kind)))


def _save(element: Element, path: Path, entities: Mapping[str, Entity], survey: str) -> None:
    listed, _, name = element.get("save_to").rpartition("#")
    reason = ""
    if not entities:
        reason = "save_to needs a sheet “entities”"
    elif element.get("save_to").count("#") > 1:
        reason = "save_to has one # at most"
    elif not listed and "#" not in element.get("save_to") and len(entities) > 1:
        reason = "with several entities save_to says which: list#property"
    elif (listed or "#" in element.get("save_to")) and listed not in entities:
        reason = f"there is no entity list “{listed}”"
    elif element.kind != "question":
        reason = "groups cannot be saved into entities"
    elif name.lower() in ("name", "label") or name.startswith("__") or not NAME.match(name):
        reason = f"a property of an entity cannot be called “{name}”"
    if reason:
        raise NotReadable(reason, sheet=survey, row=element.row)
    entity = entities[listed] if listed else next(iter(entities.values()))
    if any(one.saves == name for one in entity.references):
        raise NotReadable(f"the property “{name}” is saved twice", sheet=survey, row=element.row)
    entity.references.append(Reference(path, element.row, saves=name))


def _boundary(path: Path) -> Path:
    """The containers up to the nearest repeat."""
    end = max(place for place, (_, kind) in enumerate(path) if kind in ("repeat", "survey"))
    return path[: end + 1]


def _depth(path: Path) -> tuple[int, int]:
    """How many repeats, and how many groups below the last of them."""
    return sum(kind == "repeat" for _, kind in path), len(path) - len(_boundary(path))


def _wanted(entity: Entity, sheet: str, survey: str) -> tuple[Path, Path]:
    """The boundary of an entity, and the container that suits it."""
    references = entity.references
    deepest = _boundary(max(references, key=lambda one: _depth(_boundary(one.path))[0]).path)
    saves = [one.path for one in references if one.saves]
    inside = [path for path in saves if _boundary(path) == deepest] or saves
    if saves:
        common = _common(saves)
        ends = _boundary(max(inside, key=lambda path: _depth(path)[1]))
        wanted = common if len(set(saves)) == 1 else max((ends, common), key=_depth)
    else:
        wanted = max(
            (one.path for one in references if _boundary(one.path) == deepest), key=lambda p: _depth(p)[1]
        )
    for one in references:
        boundary = _boundary(one.path)
        if deepest[: len(boundary)] != boundary or (one.saves and _boundary(wanted) != boundary):
            what = f"“{one.saves or one.question}” stands in another repeat than the rest of “{entity.name}”"
            place = {"sheet": survey, "row": one.row} if one.saves else {"sheet": sheet, "row": entity.row}
            raise NotReadable(what, **place)  # type: ignore[arg-type]  # a name and a number
    return deepest, wanted


def _common(paths: Sequence[Path]) -> Path:
    first = paths[0]
    end = next(
        (
            place
            for place, node in enumerate(first)
            if any(path[place : place + 1] != (node,) for path in paths)
        ),
        len(first),
    )
    return first[:end]


def _allocate(entities: Mapping[str, Entity], sheet: str, survey: str) -> None:
    """One container for each; those of one line of repeats in the order of their rows."""
    scopes: dict[Path, list[tuple[Entity, Path]]] = {}
    unspoken = [one for one in entities.values() if not one.references]
    for entity in sorted(
        (one for one in entities.values() if one.references), key=lambda one: one.references[0].row
    ):
        scope, wanted = _wanted(entity, sheet, survey)
        scopes.setdefault(scope, []).append((entity, wanted))
    for entity in unspoken:
        scopes.setdefault(ROOT, []).append((entity, ROOT))
    taken: dict[Path, str] = {}
    for scope, requests in scopes.items():
        for entity, wanted in sorted(requests, key=lambda one: one[0].row):
            if not _placed(entity, wanted, len(scope), taken):
                reason = f"no group is left that “{entity.name}” could have for itself"
                raise NotReadable(reason, sheet=sheet, row=entity.row)


def _placed(entity: Entity, wanted: Path, highest: int, taken: dict[Path, str]) -> bool:
    """Whether a container was free: the deepest that suits, else one above it."""
    lineages = [one.path for one in entity.references if one.saves]
    for depth in range(len(wanted), highest - 1, -1):
        path = wanted[:depth]
        if path not in taken:
            taken[path] = entity.name
            for lineage in lineages:
                taken |= {lineage[:end]: entity.name for end in range(len(lineage), depth, -1)}
            return True
        if any(lineage in taken for lineage in lineages):
            return False
    return False
