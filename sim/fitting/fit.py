"""A whole fit: files read, joined and cleaned, and everything estimated from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError
from .arrivals import ArrivalFit, arrival_fit
from .classes import stays_by_class
from .columns import Kind
from .faults import Faults, Noted
from .histories import with_histories
from .joining import trajectories_of
from .mapping import Mapping
from .meaning import Meanings, refuse_strangers
from .quarters import ListTold, lists_told
from .reading import Extract, read_extract
from .region import Region
from .returns import ReturnFit, return_fits
from .routes import RouteFit, TogetherFit, route_fits, together_fits
from .stays import StayFit, stay_fits
from .trajectories import Observed, cleaned, observed_days
from .volumes import VolumeFit, volume_fits
from .waits import WaitFit, wait_fits


@dataclass(frozen=True)
class FileRead:
    """A file as it was read: its name, kind, digest, rows, and columns of which nothing is kept."""

    name: str
    kind: Kind
    digest: str
    rows: int
    identifying: tuple[str, ...]
    unread: tuple[str, ...]


@dataclass(frozen=True)
class Fit:
    """All that was estimated; nothing in it is about fewer than ten children."""

    files: tuple[FileRead, ...]
    observed: Observed
    trajectories: int
    linked: bool
    """Whether children could be followed from one trajectory to the next."""
    noted: tuple[Noted, ...]
    arrivals: ArrivalFit
    stays: tuple[StayFit, ...]
    routes: tuple[RouteFit, ...]
    returns: tuple[ReturnFit, ...]
    together: tuple[TogetherFit, ...]
    waits: tuple[WaitFit, ...]
    volumes: tuple[VolumeFit, ...]
    lists: tuple[ListTold, ...]
    unreached: tuple[str, ...]
    """Stations of the region, gates among them, that nothing in the registration leads to."""


def fit(files: Sequence[Path], mapping: Mapping, region: Region | None, today: dt.date) -> Fit:
    """Estimate what files of a registration tell; raises InputError where it cannot go on.

    `today` is after the last day that a date can be of: what lies beyond is planned or wrong.
    """
    if not files:
        raise InputError("no file is given; give the extracts of a registration")
    meanings = Meanings(mapping, region)
    refuse_strangers(meanings)
    faults = Faults()
    extracts = [read_extract(path, mapping, faults) for path in files]
    tables = [extract for extract in extracts if extract.kind is Kind.CLASSES]
    quarters = [extract for extract in extracts if extract.kind is Kind.QUARTERS]
    others = [item for item in extracts if item.kind not in (Kind.CLASSES, Kind.QUARTERS)]
    rows = trajectories_of(others, meanings, faults)
    observed = observed_days(rows, mapping, today)
    rows = with_histories(cleaned(rows, observed, mapping, faults), mapping, region)
    linked = bool((rows["client"] != 0).any())
    returns = return_fits(rows, observed, mapping.route_within_days) if linked else ()
    met = set(rows["station"])
    stays = _with_tables(stay_fits(rows, observed), stays_by_class(tables, meanings, faults))
    return Fit(
        files=tuple(_read(extract) for extract in extracts),
        observed=observed,
        trajectories=len(rows),
        linked=linked,
        arrivals=arrival_fit(rows, observed, returns),
        stays=stays,
        routes=route_fits(rows, observed, mapping.route_within_days) if linked else (),
        returns=returns,
        together=together_fits(rows, observed) if linked else (),
        waits=wait_fits(rows, observed),
        volumes=volume_fits(others, meanings, faults),
        lists=lists_told(quarters, meanings, faults),
        noted=faults.noted(),
        unreached=tuple(name for name in region.awake if name not in met) if region else (),
    )


def _with_tables(own: tuple[StayFit, ...], tables: tuple[StayFit, ...]) -> tuple[StayFit, ...]:
    """Stays of the registration, and of tables where it tells of too few."""
    known = {stay.station for stay in own}
    more = (stay for stay in tables if stay.station not in known)
    return tuple(sorted((*own, *more), key=lambda stay: stay.station))


def _read(extract: Extract) -> FileRead:
    return FileRead(
        name=Path(extract.file).name,
        kind=extract.kind,
        digest=extract.digest,
        rows=len(extract.rows),
        identifying=extract.identifying,
        unread=extract.unread,
    )
