"""Who got no help: of every 1,000 whom the baseline refers, those without help a year later."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan, nan

from ..figures.labels import Labels
from ..figures.measures import mean_of, told_shares
from ..figures.results import Results
from ..results.small_cells import FEW
from ..texts import Texts, capital
from .table import Table, baseline_of

TOGETHER = "together"
HELPED = ("within_norm", "later")
FATES = ("dropped_out", "deterred", "escalated", "refused", "turned_18", "sent_away", "waiting")
"""What may have become of those without help; in a crisis there is help, but not what was asked."""


@dataclass(frozen=True)
class NoHelpTables:
    """The tables of those without help of one results folder in one language."""

    results: Results
    labels: Labels

    def tables(self) -> list[Table]:
        """A table ahead and one looking back, a row per scenario."""
        looks = {"ahead": self.results.ahead}
        if self.results.back:
            looks["back"] = (baseline_of(self.results, "back"), *self.results.back)
        tables = [self._table(look, names) for look, names in looks.items()]
        return [table for table in tables if table is not None]

    def _table(self, look: str, names: tuple[str, ...]) -> Table | None:
        texts, period = self.labels.texts, self.results.period(look)
        base = mean_of(self.results, names[0], "referrals", period=period) or 0.0
        if base < 10 * FEW:
            return None
        numbers = {name: self._of_thousand(name, period, base) for name in names}
        fates = [
            fate
            for fate in (*FATES, "other")
            if any(each.get(fate, 0) for each in numbers.values())
        ]
        rows = tuple(
            (
                self.labels.scenario(name),
                *(_whole(each.get(fate, 0.0), texts) for fate in fates),
                _whole(each[TOGETHER], texts),
            )
            for name, each in numbers.items()
        )
        head = (
            texts("cost.scenario"),
            *(capital(texts(f"event.{fate}")) for fate in fates),
            texts("no_help.together"),
        )
        caption = texts("no_help.caption", period=self.labels.period(period))
        other = (texts("wait.other_note"),) if "other" in fates else ()
        note = " ".join((texts("no_help.note"), *other))
        return Table(caption, head, rows, (note,), kind="numbers")

    def _of_thousand(self, scenario: str, period: str, base: float) -> dict[str, float]:
        """Those without help per 1,000 referred in the baseline, by fate.

        What is told to nobody is `other`, where it follows from those who got help; else nothing.
        """
        referred = mean_of(self.results, scenario, "referrals", period=period) or 0.0
        shares = told_shares(self.results, scenario, (*HELPED, *FATES), period)
        told = {fate: shares[fate] or 0.0 for fate in FATES}
        together = sum(told.values())
        if None in [shares[fate] for fate in FATES]:
            helped = [shares[fate] for fate in HELPED]
            together = nan if None in helped else 1.0 - sum(share or 0.0 for share in helped)
            told["other"] = 0.0 if isnan(together) else max(0.0, together - sum(told.values()))
        numbers = {**told, TOGETHER: together}
        return {fate: share * 1000 * referred / base for fate, share in numbers.items()}


def _whole(number: float, texts: Texts) -> str:
    """A number of a thousand as whole youths; a dash where it rounds to nothing."""
    if isnan(number):
        return texts("amount.kept_back")
    return str(round(number)) if round(number) else "–"
