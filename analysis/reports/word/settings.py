"""What a new Word document brings along: settings made ours, and what tells of other machines left out."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

from analysis.reports.word.styles import TAGS

FOREIGN = ("/docProps/thumbnail.jpeg", "/docProps/app.xml", "/word/stylesWithEffects.xml")
"""Parts of the template that speak of the machine on which it was made."""


def settle(document: Any, language: str) -> None:
    """A document of today's Word in our language, without what the template says of itself."""
    settings = document.settings.element
    for found in settings.iter(qn("w:compatSetting")):
        if found.get(qn("w:name")) == "compatibilityMode":
            found.set(qn("w:val"), "15")
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), TAGS[language])
    if language != "en":
        settings.find(qn("w:decimalSymbol")).set(qn("w:val"), ",")
        settings.find(qn("w:listSeparator")).set(qn("w:val"), ";")
    for rels in (document.part.package.rels, document.part.rels):
        for name, one in list(rels.items()):
            if not one.is_external and str(one.target_part.partname) in FOREIGN:
                del rels[name]
