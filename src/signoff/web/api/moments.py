"""The instants that the API takes, so that each can be counted and stored.

A moment of the year 1 or 9999 may lie outside of all years once its zone is
taken off; what a moment is for is not known here.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:  # the first and the last day there are, in another zone
        raise ValueError("this is no moment of the years 1 to 9999 in UTC") from error


Moment = Annotated[AwareDatetime, AfterValidator(_in_utc)]
