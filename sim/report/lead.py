"""What stands on page one around the matrix: the line on top, what matters, and the caveat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..figures.labels import Labels
from ..figures.measures import stations_with_a_list, wait_is_tested
from ..figures.references import policies, reacts
from ..figures.results import Results, Row
from ..figures.trend import trend, what_matters
from .amounts import Amounts
from .answers import COST, GAINS, REFUSED, WAIT, Teller
from .matrix_amounts import IN_TIME, MatrixAmounts

_HARMS = ("worse", "more")


@dataclass(frozen=True)
class Lead:
    """Page one of one results folder in one language."""

    results: Results
    labels: Labels
    amounts: Amounts
    teller: Teller

    def line(self) -> str:
        """The answer in a few short sentences; empty where nothing was compared."""
        return " ".join(
            sentence
            for what, indicator in (("wait", WAIT), ("cost", COST))
            for sentence in self._about(self._rows(indicator), what)
        )

    def trend(self) -> str:
        """Where the wait goes by itself; empty where that is not known."""
        return " ".join(self._trend())

    def _rows(self, indicator: str) -> dict[str, Row]:
        found = {
            name: self.results.row("ahead", name, indicator, period=self.results.period("ahead"))
            for name in policies(self.results)
        }
        return {name: row for name, row in found.items() if row and not row.kept_back}

    # -------------------------------------------------------------- the line

    def _trend(self) -> Iterator[str]:
        if not wait_is_tested(self.results, WAIT):
            return
        goes = trend(self.results, WAIT, what_matters(self.results, WAIT))
        if goes is None:
            return
        texts, written = self.labels.texts, MatrixAmounts(self.amounts)
        yield texts(
            f"lead.trend.{goes.way}",
            first=written.level(WAIT, goes.first.mean, goes.first_year),
            last=texts.unit("weeks", written.level(WAIT, goes.last.mean, goes.last_year)),
            range=written.range(WAIT, goes.last, goes.last_year),
            first_year=goes.first_year,
            last_year=goes.last_year,
        )

    def _about(self, rows: dict[str, Row], what: str) -> Iterator[str]:
        """Which policies gain, which gain at the price of something else, which do harm.

        Where no policy gains, that stands first; of cost only where there is nothing else to tell.
        """
        texts = self.labels.texts
        groups = {
            "gain": [name for name, row in rows.items() if row.verdict in (*GAINS, "less")],
            "refused": [name for name, row in rows.items() if row.verdict in REFUSED],
            "harm": [name for name, row in rows.items() if row.verdict in _HARMS],
        }
        if rows and not groups["gain"] and (what == "wait" or not any(groups.values())):
            yield texts.count(f"lead.{what}.none", len(rows))
        for kind, names in groups.items():
            if names:
                yield texts(f"lead.{what}.{kind}", names=self._names(names))

    def _names(self, names: Sequence[str]) -> str:
        quoted = []
        for name in names:
            title = f"“{self.labels.scenario(name)}”"
            assumed = self.teller.is_assumed(name)
            quoted.append(self.labels.texts("lead.if", title=title) if assumed else title)
        return self.labels.texts.formats.listed(quoted)

    # -------------------------------------------------------------- what matters

    def matters(self) -> str:
        """The smallest differences that matter, in one sentence; empty without a comparison."""
        texts = self.labels.texts
        told = [
            self._least(row)
            for rows in map(self._rows, (WAIT, IN_TIME, COST))
            for row in list(rows.values())[:1]
            if row.matters is not None
        ]
        if not told:
            return ""
        return texts("lead.matters", least=texts.formats.either(told))

    def _least(self, row: Row) -> str:
        texts, least = self.labels.texts, row.matters or 0.0
        number = texts.formats.number
        if row.indicator == WAIT:
            return texts.unit("weeks", number(least, 0 if least == round(least) else 1))
        if row.indicator == IN_TIME:
            return texts("lead.matters.in_time", n=number(100 * least, 0))
        years = self.amounts.total_years(row.period)
        return texts("lead.matters.cost", amount=texts.formats.money(least / years))

    def terms(self) -> str:
        """Whose reactions are meant and how much is too much, where the matrix says so."""
        texts, told = self.labels.texts, []
        if reacts(self.results, self.results.baseline):
            told.append(texts("lead.reactions"))
        limits = [
            counted["limit"]
            for name in self.results.ahead[1:]
            for row in self.teller.headlines("ahead", name)
            if (counted := self.teller.counted(row))
        ]
        if limits:
            listed = texts.formats.either([*dict.fromkeys(limits)])
            told.append(texts("lead.too_much", limits=listed))
        return " ".join(told)

    # -------------------------------------------------------------- the caveat

    def caveat(self) -> tuple[str, ...]:
        """Three lines: a simulation; on what it rests; what was not tested."""
        return (
            self.labels.texts("lead.simulation"),
            self._rests_on(),
            self._not_tested(),
        )

    def _rests_on(self) -> str:
        texts, manifest = self.labels.texts, self.results.manifest
        numbers = manifest.scenario[self.results.baseline].numbers
        total, assumed = sum(numbers.values()), numbers.get("assumption", 0)
        spec = ""
        if total:
            share = texts.formats.percent(assumed / total)
            n, number = texts.formats.number(total), texts.formats.number(assumed)
            spec = texts("lead.numbers", n=n, assumed=number, share=share) + " "
        draws = manifest.draws
        if draws is None:
            return spec + texts.count("lead.runs", manifest.replications)
        key = "lead.draws" if draws.ensemble is None else "lead.ensemble"
        return spec + texts(key, count=texts.formats.number(draws.count))

    def _not_tested(self) -> str:
        """How many lists have a wait that was measured, that follows from others, or neither."""
        texts, stations = self.labels.texts, self.results.manifest.stations
        with_list = stations_with_a_list(self.results, self.results.period("ahead"))
        found = [stations[name].evidence for name in with_list]
        counts = {word: found.count(word) for word in ("calibrated", "derived", "untested")}
        if not counts["untested"] and not counts["derived"]:
            return texts("lead.policy_untested")
        return texts("lead.untested", of=len(with_list), **counts)
