"""A root and its parts as they are written, before they are put together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from pydantic import Field

from .base import About, Doubts, Spec, Text
from .defaults import AnyArrival, Defaults
from .files import Begin
from .interventions import Intervention
from .reacting import LabourMarket
from .region import Gemeente, Money, Need, Period, Source, Target
from .stations import Pool, Station

NAMED = (
    "sources",
    "doubts",
    "gemeenten",
    "needs",
    "arrivals",
    "pools",
    "labour",
    "stations",
    "targets",
)
"""The sections of things with names: a name stands in one of the files that are put together."""
ALONE = ("period", "begin", "money")
"""The sections that one file says whole."""
REQUIRED = ("period", "gemeenten", "needs", "arrivals", "stations")


class Sectioned(Spec):
    """The sections of a root or a part; `values` puts values at paths of what they make together.

    `defaults` and `about` hold within the file.
    """

    period: Period | None = None
    begin: Begin | None = None
    money: Money | None = None
    sources: dict[str, Source] = Field(default_factory=dict)
    doubts: Doubts = Field(default_factory=dict)
    gemeenten: dict[str, Gemeente] = Field(default_factory=dict)
    needs: dict[str, Need] = Field(default_factory=dict)
    defaults: Defaults = Defaults()
    arrivals: dict[str, AnyArrival] = Field(default_factory=dict)
    pools: dict[str, Pool] = Field(default_factory=dict)
    labour: dict[str, LabourMarket] = Field(default_factory=dict)
    stations: dict[str, Station] = Field(default_factory=dict)
    targets: dict[str, Target] = Field(default_factory=dict)
    interventions: tuple[Intervention, ...] = ()
    values: dict[str, Any] = Field(default_factory=dict)
    about: About | None = None


class RootFile(Sectioned):
    """A scenario that stands on its own: its sections, and the parts that bring the others."""

    elsewhere: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("uses", "drops"), "a scenario that extends another has these"),
        "set": "a root writes what it means, or `values` for what its parts say",
    }

    doorstroom: Literal[1]
    title: Text
    parts: tuple[str, ...] = ()


class Part(Sectioned):
    """Sections, or values at paths, that a root may take in before any layer."""

    elsewhere: ClassVar[Mapping[str, str]] = {
        "parts": "a part has no parts of its own; the root names them all",
        "set": "write values, which a part puts at paths",
        **dict.fromkeys(("uses", "drops", "extends"), "a scenario that extends another has these"),
    }

    part: Literal[1]
    title: Text
