"""Codebook, coded columns and design together: what every statistic takes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Unpack

import numpy as np

from analysis.arrays import Booleans
from analysis.codebook import Codebook, CodebookError, Variable
from analysis.codebook_files import from_json, read_text
from analysis.columns import Column, encode
from analysis.design import Design
from analysis.entrance import guarded
from analysis.errors import DataProblem, DesignError, MicrodataError, WrongArgument
from analysis.kinds import hold, shown
from analysis.sampling import Sampling, sampled

Value = str | float | int | None
Record = Mapping[str, Value]


@dataclass(frozen=True, eq=False)
class Microdata:
    """`n` people (rows) under a codebook and a design; immutable. `columns` maps the names of variables to
    their values (each of length n).

    `apart` holds facts that were kept apart from the rows to protect people: their values stand in no
    order and belong to nobody, so that they can be tallied but not crossed.
    """

    codebook: Codebook
    n: int
    columns: Mapping[str, Column]
    design: Design = field(default_factory=Design)
    apart: Mapping[str, Column] = field(default_factory=dict)

    def __post_init__(self) -> None:
        hold(self, DesignError)
        other = [name for name, column in self.columns.items() if column.n != self.n]
        if other:
            raise DesignError(f"the columns {', '.join(other)} do not have {self.n} people")
        self.design.check(self.n)
        object.__setattr__(self, "columns", MappingProxyType(dict(self.columns)))
        object.__setattr__(self, "apart", MappingProxyType(dict(self.apart)))

    @classmethod
    def from_records(
        cls,
        codebook: Codebook,
        records: Sequence[Record],
        design: Design | None = None,
        apart: Mapping[str, tuple[Variable, Sequence[Value]]] | None = None,
    ) -> Microdata:
        """Records (variable -> code, number, or the word of a missing kind) as microdata.

        A variable that a record lacks was skipped. MicrodataError holds every value that does not fit.
        """
        _known_kinds(codebook, design, apart)
        if not isinstance(records, Sequence) or not all(isinstance(one, Mapping) for one in records):
            raise WrongArgument(
                f"records are a list of mappings from variables to values, not {shown(records)}"
            )
        names = [variable.name for variable in codebook.variables]
        unknown = sorted({str(name) for record in records for name in record} - set(names))
        problems = [DataProblem(None, name, "", "is not in the codebook") for name in unknown]
        raw = {name: [record.get(name) for record in records] for name in names}
        return cls._encoded(codebook, raw, design, problems, apart=apart or {})

    @classmethod
    def from_files(
        cls,
        data: str | Path | io.TextIOBase,
        codebook: str | Path | Codebook,
        design: Design | None = None,
        **sampling: Unpack[Sampling],
    ) -> Microdata:
        """A CSV file (UTF-8, comma, header; an empty field was skipped) and its codebook (JSON) as microdata.

        Unless a design is given, columns make it: those named in `sampling`, else those of the codebook's
        levels (see `analysis.sampling`). MicrodataError holds every problem with its line of the file.
        """
        if not isinstance(data, (str, Path, io.TextIOBase)) or not isinstance(
            codebook, (str, Path, Codebook)
        ):
            raise WrongArgument("data are a path or an open text file, a codebook is a path or a Codebook")
        known = codebook if isinstance(codebook, Codebook) else from_json(read_text(codebook))
        text = data.read() if isinstance(data, io.TextIOBase) else read_text(data)
        raw, lines, problems = _read_csv(text, known)
        found = cls._encoded(known, raw, design or Design(), problems, lines=lines)
        return found if design else sampled(found, sampling)

    @classmethod
    def from_frame(
        cls,
        frame: Any,
        codebook: Codebook | None = None,
        design: Design | None = None,
        **sampling: Unpack[Sampling],
    ) -> Microdata:
        """A data frame (pandas, polars, pyarrow, ...) as microdata: see `analysis.imports.frames`."""
        from analysis.imports.frames import from_frame

        if codebook is not None:
            _known_kinds(codebook, design, None)

        return from_frame(frame, codebook, design, **sampling)

    @classmethod
    def _encoded(
        cls,
        codebook: Codebook,
        raw: Mapping[str, Sequence[Value]],
        design: Design | None,
        problems: list[DataProblem],
        *,
        lines: Sequence[int] | None = None,
        apart: Mapping[str, tuple[Variable, Sequence[Value]]] = MappingProxyType({}),
    ) -> Microdata:
        columns = {
            v.name: encode(v, raw[v.name], problems, lines) for v in codebook.variables if v.name in raw
        }
        beside = {name: encode(variable, values, problems) for name, (variable, values) in apart.items()}
        if problems:
            raise MicrodataError(problems)
        n = len(next(iter(raw.values()), ()))
        found = cls(codebook, n, columns, design or Design(), beside)
        return found if design else sampled(found, {})

    def column(self, name: str) -> Column:
        """The coded column of a variable, in the order of the rows; CodebookError when there is none."""
        known = self.codebook.variable(name).name
        if known not in self.columns:
            raise CodebookError(f"the data hold no column {known!r}, though the codebook knows it")
        return self.columns[known]

    def tallied(self, name: str) -> Column:
        """The column to tally: the exact values kept apart where there are some, else the one of the rows."""
        known = self.codebook.variable(name).name
        return self.apart.get(known) or self.column(known)

    @guarded
    def where(self, chosen: Booleans) -> Microdata:
        """The people for whom `chosen` (length n) is true, without what was kept apart."""
        if chosen.shape != (self.n,):
            raise WrongArgument(f"{self.n} people need as many truth values, not {shown(chosen)}")
        taken = {name: column.take(chosen) for name, column in self.columns.items()}
        return Microdata(self.codebook, int(np.count_nonzero(chosen)), taken, self.design.take(chosen))

    @guarded
    def reordered(self, order: np.ndarray[Any, Any]) -> Microdata:
        """The same people in another order (a permutation of 0..n-1)."""
        if order.dtype.kind not in "iu" or sorted(order.ravel().tolist()) != list(range(self.n)):
            raise WrongArgument(f"an order of {self.n} people holds each number from 0 to n - 1 once")
        taken = {name: column.take(order) for name, column in self.columns.items()}
        return Microdata(self.codebook, self.n, taken, self.design.reordered(order), self.apart)

    def records(self) -> Iterator[dict[str, str | float]]:
        """The rows as `from_records` takes them."""
        words = {name: column.words() for name, column in self.columns.items()}
        for i in range(self.n):
            yield {name: values[i] for name, values in words.items()}


def _known_kinds(codebook: Any, design: Any, apart: Any) -> None:
    """WrongArgument for what is no codebook, no design, no mapping of (variable, values)."""
    if not isinstance(codebook, Codebook):
        raise WrongArgument(f"a Codebook is needed, not {shown(codebook)}")
    if not isinstance(design, Design | None):
        raise WrongArgument(f"a Design is needed, not {shown(design)}")
    pairs = apart.values() if isinstance(apart, Mapping) else () if apart is None else (None,)
    if not all(isinstance(one, tuple) and len(one) == 2 and isinstance(one[0], Variable) for one in pairs):
        raise WrongArgument(f"apart maps names to (Variable, values), not {shown(apart)}")


def _read_csv(
    text: str, codebook: Codebook
) -> tuple[dict[str, Sequence[Value]], list[int], list[DataProblem]]:
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    problems = _header_problems(header, codebook)
    rows, lines = [], []
    for row in reader:
        if not row:
            continue
        if len(row) != len(header):
            reason = f"the line has {len(row)} fields, the header {len(header)}"
            problems.append(DataProblem(reader.line_num, header[0] if header else "", "", reason, "line"))
            continue
        rows.append(row)
        lines.append(reader.line_num)
    place = {name: i for i, name in enumerate(header)}
    known = [v.name for v in codebook.variables if v.name in place]
    return {name: [row[place[name]] for row in rows] for name in known}, lines, problems


def _header_problems(header: list[str], codebook: Codebook) -> list[DataProblem]:
    names = {variable.name for variable in codebook.variables}
    twice = sorted({name for name in header if header.count(name) > 1})
    return [
        *(DataProblem(None, name, "", "stands twice in the header") for name in twice),
        *(DataProblem(None, name, "", "is not in the codebook") for name in header if name not in names),
        *(
            DataProblem(None, name, "", "is in the codebook but not in the file")
            for name in sorted(names - set(header))
        ),
    ]
