"""Raw microdata out of an instance: through a researcher with an account, or the operator's command line.

Each time leaves a line in the audit log before anything is handed out. What closing kept apart from the rows
leaves by itself only, as a table of counts.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from survey.storage import Store, Survey

if TYPE_CHECKING:
    from analysis.exports.losses import Loss
    from analysis.microdata import Microdata

APART = "apart"
"""The name under which what is kept apart is asked for."""

APART_LABEL: Mapping[str, str] = {
    "kk": "Бөлек сақталғаны: дәл мәліметтер мен мәтіндер, әрқайсысы жеке, ретсіз (CSV)",
    "ru": "Хранимое отдельно: точные сведения и тексты, каждое само по себе, без порядка (CSV)",
    "en": "What is kept apart: exact facts and texts, each by itself, in no order (CSV)",
}
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def labels() -> dict[str, Mapping[str, str]]:
    """Format -> by language what it is for, in the order in which formats are offered."""
    from analysis.exports import formats

    return {**{name: one.label for name, one in formats().items()}, APART: APART_LABEL}


def losses(data: Microdata) -> dict[str, tuple[Loss, ...]]:
    """Format -> what it would not keep of these answers."""
    from analysis.exports import formats
    from analysis.exports.prepared import prepared

    ready = prepared(data)
    return {name: one.losses(ready) for name, one in formats().items()}


def waves_of(store: Store, survey: Survey) -> list[Survey]:
    """The closed waves of the survey, the oldest first."""
    return [one for one in store.surveys() if one.name == survey.name and one.state == "closed"]


def download(store: Store, survey: Survey, asked: tuple[str, str, str]) -> tuple[str, bytes]:
    """(name, content) of the file that a researcher asked for: `asked` is (format, language, account).
    Several files of one format come as a ZIP archive."""
    from analysis.exports import export, formats
    from analysis.exports.apart import apart_csv

    name, language, account = asked
    data = store.microdata(survey)
    store.log_export(survey, name, account, data.n)
    stem = f"{survey.name}-{survey.wave}"
    if name == APART:
        return f"{stem}.apart.csv", apart_csv(data, language).encode("utf-8-sig")
    with TemporaryDirectory(prefix="saualnama-") as folder:
        done = export(data, Path(folder, stem + formats()[name].ending), language, format=name)  # type: ignore[arg-type]  # one of ours
        if len(done.files) == 1:
            return done.files[0].name, done.files[0].read_bytes()
        return f"{stem}-{name}.zip", _zipped(done.files)


def _zipped(files: Sequence[Path]) -> bytes:
    """The same bytes for the same files: no times in the archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            entry = zipfile.ZipInfo(file.name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.read_bytes())
    return out.getvalue()
