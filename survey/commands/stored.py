"""The surveys of the instance, as the commands of analysis read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from survey.commands.output import Refused, settings

if TYPE_CHECKING:
    from analysis.microdata import Microdata
    from analysis.nonresponse import Dispositions


def microdata(address: str) -> Microdata:
    """The answers of a closed survey ("name", or "name@2" for its second wave).

    StorageError (survey.storage) where there is none or it is not closed.
    """
    from survey.storage import Store

    store = Store(settings())
    return store.microdata(store.find_closed(address))


def strata(address: str) -> dict[str, int]:
    """Stratum -> people in the sampling frame of a survey; empty for one that is open to everybody."""
    from survey.storage import Store

    store = Store(settings())
    return {one.stratum: one.size for one in store.progress(store.find(address))}


def frame(address: str) -> dict[str, Dispositions]:
    """The sampling frame of a survey by stratum, the silent as eligible nonrespondents.

    Refused for a survey that was open to everybody and has none.
    """
    from analysis.nonresponse import Dispositions
    from survey.storage import Store

    store = Store(settings())
    progress = store.progress(store.find(address))
    if not progress:
        raise Refused(f"{address} was open to everybody and has no sampling frame: there is no response rate")
    return {one.stratum: Dispositions.of_frame(one.size, one.answered) for one in progress}
