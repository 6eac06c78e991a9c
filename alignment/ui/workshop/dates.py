"""Moments in the time of this machine."""

from datetime import datetime

from alignment.text.format import day


def moment(at: datetime, lang: str) -> str:
    """A day and a time: 22 november 2026, 14.05 uur."""
    local = at.astimezone()
    return (
        f"{day(local.date(), lang)}, {local:%H.%M} uur" if lang == "nl" else f"{day(local.date(), lang)}, {local:%H:%M}"
    )
