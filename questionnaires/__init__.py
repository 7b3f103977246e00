"""The questionnaire language: no web, no database."""
