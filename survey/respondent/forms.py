"""The form's own fields. What is asked is read by the question types."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import StringField


class Sending(FlaskForm):
    """What comes beside the answers: the link's secret or typed code, the form key, a wish for a language."""

    class Meta:
        # No token that could expire while a person thinks: the link's secret (or the form key, which only
        # this page holds) is the proof. Respondents have no session and no cookie that a stranger's page
        # could misuse.
        csrf = False

    secret = StringField()
    key = StringField()
    language = StringField()
