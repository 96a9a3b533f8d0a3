"""What the files are called of registered forecasts that are kept beside results."""

from __future__ import annotations

from collections.abc import Iterable

_FORECAST, _KNOWN = "forecast-", "known-"
_SUFFIXES = (".yaml", ".csv")


def name_of(stem: str) -> str:
    """The file of a forecast."""
    return f"{_FORECAST}{stem}.yaml"


def known_names(stem: str) -> tuple[str, ...]:
    """What the file of its figures that became known may be called, by its kind."""
    return tuple(f"{_KNOWN}{stem}{suffix}" for suffix in _SUFFIXES)


def is_of_a_forecast(name: str) -> bool:
    """Whether a file beside results is a forecast or its known figures."""
    return name.startswith((_FORECAST, _KNOWN))


def forecasts_among(names: Iterable[str]) -> dict[str, str | None]:
    """Each forecast among these files with its known figures, if they are there."""
    there = sorted(names)
    stems = [name[len(_FORECAST) : -len(".yaml")] for name in there if name.startswith(_FORECAST)]
    return {
        name_of(stem): next((name for name in known_names(stem) if name in there), None)
        for stem in stems
    }
