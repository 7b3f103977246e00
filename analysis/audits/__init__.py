"""Audits of published figures for any table of figures, without the microdata.

A check is one registered function (`analysis.audits.checks`); its module stands in the list below.
"""

from __future__ import annotations

from analysis.audits import bands, bases, groups, impossible, response, spreads, sums
from analysis.audits.audit import audit_table
from analysis.audits.checks import check, checks
from analysis.audits.reading import read_table, table_of
from analysis.audits.table import Column, Figure, Finding, PublishedTable, TableAudit

CHECKS = (impossible, spreads, bases, sums, groups, bands, response)
"""The modules of checks, which register when they are read."""

__all__ = [
    "Column",
    "Figure",
    "Finding",
    "PublishedTable",
    "TableAudit",
    "audit_table",
    "check",
    "checks",
    "read_table",
    "table_of",
]
