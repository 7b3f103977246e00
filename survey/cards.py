"""Printable invitation cards: a QR code with the link, and the short code for people without script."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from survey.storage import Invitation, Survey


def cards_html(survey: Survey, invitations: Sequence[Invitation]) -> str:
    """A page of cards in the questionnaire's languages, eight on a sheet of A4, cut lines between.

    A card bears its stratum and no person, and the cards of a stratum lie in a random order: whoever hands
    them out, any to any, does not know whose code is whose.
    """
    from secrets import SystemRandom

    import segno
    from jinja2 import Environment, FileSystemLoader

    from questionnaires import reader
    from survey.languages import gettext

    shuffled = SystemRandom().sample(invitations, len(invitations))
    questionnaire = reader.read(survey.source)
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)
    return environment.get_template("cards.html").render(
        title=questionnaire.title,
        languages=questionnaire.languages,
        gettext=gettext,
        page=invitations[0].url.partition("#")[0] if invitations else "",
        cards=[
            (one, segno.make(one.url, error="m").svg_inline(scale=3, border=2))
            for one in sorted(shuffled, key=lambda one: one.stratum)
        ],
    )
