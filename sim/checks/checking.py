"""What a resolved scenario must be before it can run."""

from __future__ import annotations

from ..errors import ScenarioError
from ..scenario.schema import Scenario
from ..scenario.trail import Trail
from .capacity import check_capacity
from .changes import check_changes, check_returns, check_shares
from .dates import check_dates, check_sets, check_switches
from .findings import Findings
from .gates import check_gates_by_via, check_onward
from .growth import check_growth
from .lump_sums import check_lump_sums
from .meant import check_what_is_meant
from .names import check_names
from .numbers import check_numbers
from .pay import check_pay
from .reach import check_reach
from .reactions import check_reactions, check_whose_wait
from .rings import check_nobody_leaves
from .rows import check_rows
from .staff import check_staff
from .stations import check_stations
from .targets import check_targets

__all__ = ["Findings", "checked"]


def checked(scenario: Scenario, trail: Trail) -> Scenario:
    """The scenario with its warnings; raises ScenarioError with every problem that is known.

    What a check relies on stands in a stage before it, so that no problem follows from another:
    whom interventions reach needs names that exist, and what is in force needs one set a date.
    """
    findings = Findings(scenario, trail)
    for checks in _STAGES:
        for check in checks:
            check(findings)
        if findings.errors:
            raise ScenarioError(findings.errors)
    return scenario.model_copy(update={"warnings": tuple(findings.warnings)})


_STAGES = (
    (check_names, check_numbers, check_dates),
    (check_gates_by_via, check_stations, check_whose_wait),
    (check_reactions,),
    (check_changes, check_targets, check_sets, check_switches),
    (check_shares, check_growth, check_staff, check_lump_sums, check_pay),
    (check_rows, check_returns, check_onward),
    (check_reach,),
    (check_nobody_leaves,),
    (check_capacity, check_what_is_meant),
)
