"""The methods of a survey, as people tell them: what its reports disclose."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, insert, select

from survey import models
from survey.storage.database import Database
from survey.storage.values import Survey


class Methods(Database):
    """A statement per survey, as JSON-able values; `analysis.reports.methods` says what they mean."""

    def methods(self, survey: Survey) -> dict[str, Any]:
        """Element -> text by language, or day; empty before anybody filled one."""
        query = select(models.Methods.statement).where(models.Methods.survey_id == survey.id)
        with self.read() as connection:
            text = connection.scalar(query)
        return json.loads(text) if text else {}

    def keep_methods(self, survey: Survey, statement: Mapping[str, Any]) -> None:
        """Keep a statement in the place of what was told before."""
        table = models.Methods
        text = json.dumps(statement, ensure_ascii=False)
        with self.write() as connection:
            connection.execute(delete(table).where(table.survey_id == survey.id))
            connection.execute(insert(table), {"survey_id": survey.id, "statement": text})
