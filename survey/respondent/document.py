"""The one document that a respondent gets, as bytes ready to be sent: made once per version and language."""

from __future__ import annotations

import zlib
from functools import lru_cache

from survey.respondent.pages import KEY_PLACE, Page, questionnaire_page, thanks_page
from survey.storage.values import Survey

GZIP = 31


class Document:
    """The bytes of a fresh document.

    The compressed head is kept as the state of the compressor, so that a form key costs only the few
    bytes after it.
    """

    def __init__(self, page: Page) -> None:
        self.policy = page.policy
        head, self.keyed, tail = page.html.rpartition(KEY_PLACE)
        self._head, self._tail = head.encode(), tail.encode()
        self._state = zlib.compressobj(9, zlib.DEFLATED, GZIP, 9)
        self._start = self._state.compress(self._head)
        self._whole = None if self.keyed else self._finished("")

    def plain(self, key: str) -> bytes:
        """The document as it is, with `key` in its place."""
        return self._head + key.encode() + self._tail

    def compressed(self, key: str) -> bytes:
        """The document as gzip, with `key` in its place. The same bytes for the same key."""
        return self._whole or self._finished(key)

    def _finished(self, key: str) -> bytes:
        rest = self._state.copy()
        return self._start + rest.compress(key.encode() + self._tail) + rest.flush()


@lru_cache(maxsize=64)
def fresh(survey: Survey, language: str, root: str) -> Document:
    """The document of a survey in a language, under the path `root`; made once."""
    return Document(questionnaire_page(survey, language, root))


@lru_cache(maxsize=64)
def thanks(survey: Survey, language: str, root: str) -> Document:
    """The thank-you, the same for everybody; made once."""
    return Document(thanks_page(survey, language, root))
