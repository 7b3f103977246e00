"""Revisions of the tables, applied by `survey.storage.initialise`."""
