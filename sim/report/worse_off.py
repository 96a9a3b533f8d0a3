"""Who is worse off: newcomers or returners, needs, gemeenten, frames and lists that wait longer."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ..figures.labels import Labels
from ..figures.measures import direction, stations_with_a_list
from ..figures.results import Results, Row
from ..figures.who import FRAMES
from ..indicators.waits import COMERS
from ..results.counters import SHOWN
from ..results.over_draws import IN_DRAWS
from ..texts import capital
from .answers import COST, DRAWN, MIXED, WAIT, Teller
from .table import compared

_COMERS = {f"{WAIT}:{comer}": comer for comer in COMERS}
OF_A_LIST = "weeks_waited"
CHANCE = 0.05


@dataclass(frozen=True)
class WorseOff:
    """Who is demonstrably worse off in a scenario, one line per kind of group."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Longer:
    """Names of groups and lists that wait longer, by kind; `by_chance` are lists that may."""

    by_kind: dict[str, tuple[str, ...]]
    by_chance: tuple[str, ...]
    has_untested: bool


@dataclass(frozen=True)
class Groups:
    """The groups of one results folder, told in one language."""

    results: Results
    labels: Labels
    teller: Teller

    @property
    def are_kept(self) -> bool:
        """Whether all were kept of each run, so that of who is not named something is known."""
        kept = self.results.manifest.kept
        return kept is None or {WAIT, OF_A_LIST} <= {*kept}

    @property
    def _none(self) -> str:
        return self.labels.texts("worse.none" if self.are_kept else "worse.not_kept")

    def worse_off(self, look: str) -> list[WorseOff]:
        """Per scenario of a look the needs, gemeenten, frames and lists that wait longer.

        Scenarios of which the same is told stand together; at the end those of which there is
        nothing of the kind.
        """
        names = [name for at, name in compared(self.results) if at == look]
        titles: dict[tuple[str, ...], list[str]] = {}
        for item in (self._worse_off(look, name) for name in names):
            titles.setdefault(item.lines, []).append(item.title)
        in_order = sorted(titles, key=(self._none,).__eq__)
        listed = self.labels.texts.formats.listed
        return [WorseOff(listed(titles[lines]), lines) for lines in in_order]

    def _worse_off(self, look: str, scenario: str) -> WorseOff:
        texts, longer = self.labels.texts, self.longer(look, scenario)
        lines = [
            texts(f"worse.{kind}", names="; ".join(names))
            for kind, names in longer.by_kind.items()
            if names
        ]
        lines += [f"{claim}." for claim in self.worse(look, scenario)]
        lines += self.by_counters(look, scenario)
        if not lines or not self.are_kept:
            lines.append(self._none)
        if longer.by_chance:  # the table of lists judges each by itself, and shows these as longer
            lines.append(texts("worse.by_chance", names="; ".join(longer.by_chance)))
        return WorseOff(self.labels.scenario(scenario), tuple(lines))

    def longer(self, look: str, scenario: str) -> Longer:
        """The groups and lists that wait longer, by name."""
        texts = self.labels.texts
        manifest, period = self.results.manifest, self.results.period(look)
        longer = beyond_chance([*self._groups(look, scenario)])
        needs, places = {row.need for row in longer}, {row.gemeente for row in longer}
        lists = {row.station for row in longer}
        found = {row.indicator for row in longer}
        comers = [word for name, word in _COMERS.items() if name in found]
        frames = {
            row.indicator.partition(":")[2]
            for row in self.teller.headlines(look, scenario)
            if row.verdict == "worse"
        }
        with_list = stations_with_a_list(self.results, period)
        by_chance = [
            self.labels.station(name)
            for name in with_list
            if look == "ahead"
            and name not in lists
            and direction(self.results, scenario, name) == "longer"
        ]
        by_kind = {
            "comers": tuple(texts(f"word.comer.{word}") for word in comers),
            "needs": tuple(self.labels.need(name) for name in manifest.needs if name in needs),
            "gemeenten": tuple(name for name in manifest.gemeenten if name in places),
            "frames": tuple(texts(f"frame.{frame}") for frame in FRAMES if frame in frames),
            "stations": tuple(self.labels.station(name) for name in with_list if name in lists),
        }
        untested = any(not manifest.stations[name].tested for name in with_list if name in lists)
        return Longer(by_kind, tuple(by_chance), has_untested=untested)

    def worse(self, look: str, scenario: str, apart: Collection[str] = (WAIT, COST)) -> list[str]:
        """What else goes worse, as crisis on the lists; what stands `apart` is left out."""
        return [
            capital(self.teller.claim(row))
            + (f" ({often})" if (often := self.teller.often(row)) else "")
            for row in self.teller.headlines(look, scenario)
            if row.verdict == "worse"
            and not {row.indicator, row.indicator.partition(":")[0]} & {*apart}
        ]

    def by_counters(self, look: str, scenario: str) -> list[str]:
        """What forbids a gain because it was shown."""
        claims = (capital(self.teller.counter(row)) + "." for row in self.shown(look, scenario))
        return list(dict.fromkeys(claims))

    def shown(self, look: str, scenario: str) -> list[Row]:
        """Gains that are refused by a harm that was shown."""
        return [
            row
            for row in self.teller.headlines(look, scenario)
            if row.verdict == MIXED and row.counter_verdict in (SHOWN, IN_DRAWS)
        ]

    def _groups(self, look: str, scenario: str) -> Iterator[Row]:
        """The waits of every group and list; those of few children are in no row."""
        period = self.results.period(look)
        with_list = stations_with_a_list(self.results, period)
        for row in self.results.rows:
            if (row.look, row.scenario, row.period) != (look, scenario, period):
                continue
            if row.indicator == WAIT:
                told = (row.need, row.gemeente) != ("all", "all")
            else:
                is_list = row.indicator == OF_A_LIST and row.station in with_list
                told = is_list or row.indicator in _COMERS
            if told:
                yield row


def beyond_chance(rows: Sequence[Row]) -> list[Row]:
    """The rows that are worse, and still so when it counts how many were looked at (Holm).

    Over draws nothing was tested, and worse is what is so in most of them.
    """
    if all(row.evidence == DRAWN for row in rows):
        return [row for row in rows if row.verdict == "worse"]
    ordered = sorted(rows, key=lambda row: 1.0 if row.p_value is None else row.p_value)
    kept = []
    for position, row in enumerate(ordered):
        if row.p_value is None or row.p_value * (len(ordered) - position) >= CHANCE:
            break
        if row.verdict == "worse":
            kept.append(row)
    return kept
