"""The audit log: one line for each time that raw data left the instance. Never anything of a respondent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import insert, select

from survey import models
from survey.storage.database import Database
from survey.storage.values import Survey


@dataclass(frozen=True, slots=True)
class Line:
    """Who took what of which survey (its address) and when, in UTC; how many rows it held."""

    moment: datetime
    who: str
    survey: str
    what: str
    rows: int


class AuditLog(Database):
    """Who took raw data out. Lines are added and read; nothing here changes or removes one."""

    def log_export(self, survey: Survey, what: str, who: str, rows: int) -> None:
        """Add a line: an export of `rows` responses in a format. To be called before the data leave, so that
        nothing leaves unlogged."""
        row = {
            "moment": int(self.clock()),
            "who": who[:120],
            "survey": survey.address,
            "what": what[:40],
            "rows": rows,
        }
        with self.write() as connection:
            connection.execute(insert(models.Audit), row)

    def audit_log(self, survey: Survey | None = None) -> list[Line]:
        """All lines (of one survey), the newest first."""
        table = models.Audit
        query = select(table).order_by(table.id.desc())
        if survey is not None:
            query = query.where(table.survey == survey.address)
        with self.read() as connection:
            rows = connection.execute(query).all()
        return [Line(datetime.fromtimestamp(r.moment, UTC), r.who, r.survey, r.what, r.rows) for r in rows]
