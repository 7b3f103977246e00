"""Views of the results that researchers keep, by survey and name."""

from __future__ import annotations

from sqlalchemy import ColumnElement, delete, insert, select

from survey import models
from survey.storage.database import Database
from survey.storage.values import Survey

LONGEST, MOST = 120, 200


class Views(Database):
    """A view is an address below the survey's own: what is shown, and how."""

    def views(self, survey: Survey) -> list[tuple[str, str]]:
        """(name, address) of every kept view, by name."""
        table = models.View
        query = select(table.name, table.address).where(table.survey_id == survey.id).order_by(table.name)
        with self.read() as connection:
            return [(name, address) for name, address in connection.execute(query)]

    def keep_view(self, survey: Survey, name: str, address: str) -> None:
        """Keep a view, in the place of one of the same name.

        ValueError where the name is empty, longer than 120 characters or cannot be printed, the address is
        longer than 1,000 characters, or 200 views are kept.
        """
        chosen = " ".join(name.split())
        if not 1 <= len(chosen) <= LONGEST or not chosen.isprintable() or len(address) > 1000:
            raise ValueError(f"a view has a name of 1 to {LONGEST} characters")
        if len(self.views(survey)) >= MOST:
            raise ValueError(f"{MOST} views are kept; forget one first")
        with self.write() as connection:
            connection.execute(delete(models.View).where(_one(survey, chosen)))
            row = {"survey_id": survey.id, "name": chosen, "address": address}
            connection.execute(insert(models.View), row)

    def forget_view(self, survey: Survey, name: str) -> str | None:
        """Forget a view; its address, so that it can be kept again, or None where there is none."""
        known = dict(self.views(survey)).get(name)
        with self.write() as connection:
            connection.execute(delete(models.View).where(_one(survey, name)))
        return known


def _one(survey: Survey, name: str) -> ColumnElement[bool]:
    return (models.View.survey_id == survey.id) & (models.View.name == name)
