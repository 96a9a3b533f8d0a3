"""Money without a client (rule 27): never below 0, set once a date, and something to multiply."""

from __future__ import annotations

from ..errors import Dutch, ScenarioError
from ..in_force import LumpSum
from .findings import Findings

TOLERANCE = 1e-6


def check_lump_sums(findings: Findings) -> None:
    """Refuse lump sums below 0 and two sets on one date; warn of factors on nothing."""
    multiplied: dict[str, bool] = {}
    for lump_sum in findings.in_force.lump_sums:
        nothing = _is_nothing(findings, lump_sum)
        for keys, dated in zip(lump_sum.spec, lump_sum.changes, strict=True):
            if dated.change.operation == "factor":
                multiplied[keys[1]] = multiplied.get(keys[1], True) and nothing
    for name, nothing in multiplied.items():
        if nothing:
            keys = ("interventions", name, "lump_sum_per_year")
            rule = "multiplies nothing: these gemeenten and this payer have no lump sum here"
            nl = Dutch(
                "vermenigvuldigt niets: deze gemeenten en betaler hebben hier geen vast bedrag",
                "noem zijn gemeenten en betaler, of voeg een bedrag toe",
            )
            findings.warn(keys, {}, rule, "name its gemeenten and payer, or add a sum", nl=nl)


def _is_nothing(findings: Findings, item: LumpSum) -> bool:
    """Whether a lump sum is 0 on every day; notes what is wrong with it."""
    try:
        line = item.per_year(findings.scenario.period)
    except ScenarioError as error:
        findings.errors += [spec for spec in error.problems if spec not in findings.errors]
        return False
    if min(line.values) < -TOLERANCE:
        value, name = round(min(line.values), 2), ".".join(item.place)
        rule = f"is what {item.gemeente} comes to pay for {name}, and it must be 0 or more"
        about = ((*item.place,), *item.spec)
        findings.error(item.spec[-1], value, rule, "mend the change or its dates", about=about)
    return not any(line.values)
