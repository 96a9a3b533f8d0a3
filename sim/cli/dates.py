"""Dates of options: read as files are, so that 1-7-2023 is told how to be written."""

from __future__ import annotations

import datetime as dt

from ..errors import InputError


def day_of(option: str, text: str) -> dt.date:
    """The day that an option names; raises InputError with the way out."""
    from ..scenario.meant import how_to_write_a_date

    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        rule = f"{option} is {text or 'empty'}; must be a date; {how_to_write_a_date(text)}"
        raise InputError(rule) from None
