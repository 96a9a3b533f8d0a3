"""From visits to tidy tables: every indicator of docs/results.md, measured after the run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from .periods import periods_of

if TYPE_CHECKING:
    import pandas as pd

    from ..network import Network
    from ..scenario.schema import Scenario
    from ..visits import Observed, Visits
    from .lens import Lens
    from .table import Table
    from .tidy import Tidy

__all__ = ["Measurable", "indicators", "measure", "monthly", "periods_of"]


class Measurable(Protocol):
    """What a run must hold to be measured."""

    @property
    def scenario(self) -> Scenario: ...
    @property
    def network(self) -> Network: ...
    @property
    def visits(self) -> Visits: ...
    @property
    def observed(self) -> Observed: ...
    @property
    def replication(self) -> int: ...


def indicators(
    run: Measurable, *, draw: int = 0, looking_back_until: dt.date | None = None
) -> pd.DataFrame:
    """All indicators of a run; with a date also over the reported years before it."""
    lens = lens_of(run, looking_back_until)
    return measure(lens, draw=draw, replication=run.replication).frame()


def lens_of(
    run: Measurable, looking_back_until: dt.date | None = None, headline: str | None = None
) -> Lens:
    """A run, ready to be measured; with years (`2026-2030`) also over these."""
    from .lens import Lens

    periods = periods_of(run.scenario, looking_back_until, headline)
    log = run.observed.log(run.network)
    return Lens.of(run.scenario, run.network, run.visits, periods, log)


def measure(lens: Lens, *, draw: int, replication: int) -> Tidy:
    """All indicators, in the order of docs/results.md."""
    from .table import Table

    table = Table()
    for write in _writers():
        write(lens, table)
    return table.tidy(scenario=lens.scenario.name, draw=draw, replication=replication)


def _writers() -> tuple[Callable[[Lens, Table], None], ...]:
    """What writes the rows, part by part."""
    from .cared_for import cared_for_rows
    from .ceilings import ceiling_rows
    from .flows import end_rows, flow_rows, number_rows, switched_rows
    from .lists import list_rows
    from .money import money_rows
    from .places import followed_rows, place_rows
    from .providers import provider_rows
    from .referrals import referral_rows
    from .seen import seen_rows
    from .staff import staff_rows
    from .started import started_rows
    from .waits import waiting_rows
    from .ways import away_rows, stay_class_rows, way_rows
    from .youths import youth_rows

    return (
        referral_rows,
        waiting_rows,
        seen_rows,
        list_rows,
        youth_rows,
        number_rows,
        flow_rows,
        end_rows,
        switched_rows,
        cared_for_rows,
        away_rows,
        way_rows,
        stay_class_rows,
        place_rows,
        followed_rows,
        staff_rows,
        provider_rows,
        money_rows,
        ceiling_rows,
        started_rows,
    )


def monthly(lens: Lens, *, draw: int, replication: int) -> Tidy:
    """Numbers at the end of each month."""
    from .series import as_series, month_rows
    from .table import Table

    table = Table()
    month_rows(lens, table)
    return as_series(table.tidy(scenario=lens.scenario.name, draw=draw, replication=replication))
