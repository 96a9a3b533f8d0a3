"""The answer per scenario, in sentences made from the comparison and never by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..figures.labels import Labels
from ..figures.measures import wait_is_tested
from ..figures.results import Results, Row
from ..indicators.definitions import definition_of
from ..indicators.guards import GUARDS
from ..indicators.naming import claim_in, name_in, topic_in
from ..texts import capital
from .amounts import Amounts, kind_of

WAIT, COST = "wait_first_help", "cost"
MIXED = "mixed"
UNFOUNDED = ("put_in", "better_if")
REFUSED = (MIXED, *UNFOUNDED)
"""Verdicts on a gain that is not called better: for what goes worse, or as it was only put in."""
GAINS = ("better", "nearly_always", "mostly")
DECIDED = (*GAINS, "worse", "less", "more")
DRAWN = "draws"
"""What a row rests on that was counted over draws, and not tested over runs."""
BESIDE = "beside"
"""The heading of gains that may follow from the file itself, told with what stands beside them."""
FURTHER = {
    "worse": ("worse",),
    "mixed_heading": REFUSED,
    "better": GAINS,
    "beside": GAINS,
    "changed": ("less", "more"),
}


@dataclass(frozen=True)
class Listed:
    """A heading and what stands under it."""

    heading: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What a scenario does: one sentence on waiting, one on cost, and what else changes."""

    name: str
    title: str
    lead: tuple[str, ...]
    assumed: tuple[str, ...]
    further: tuple[Listed, ...]
    closing: tuple[str, ...]


@dataclass(frozen=True)
class Teller:
    """Turns rows of a comparison into sentences of one language."""

    results: Results
    labels: Labels
    amounts: Amounts

    def answer(self, look: str, scenario: str) -> Answer:
        """The answer for one scenario, ahead or looking back."""
        rows = self.headlines(look, scenario)
        by_indicator = {row.indicator: row for row in rows}
        lead = [
            self.sentence(by_indicator[indicator])
            for indicator in (WAIT, COST)
            if indicator in by_indicator
        ]
        if lead and self.is_assumed(scenario):
            lead.insert(0, self.labels.texts("answer.if_assumed"))
        others = [row for row in rows if row.indicator not in (WAIT, COST)]
        return Answer(
            scenario,
            self.labels.scenario(scenario),
            tuple(lead),
            tuple(self._assumed(scenario)),
            tuple(self._further(others)),
            tuple(self._closing(rows, others)),
        )

    def headlines(self, look: str, scenario: str) -> list[Row]:
        """The rows that carry the answer for a scenario."""
        return [
            row
            for row in self.results.rows
            if row.headline and row.look == look and row.scenario == scenario and is_told(row)
        ]

    def sentence(self, row: Row) -> str:
        """One sentence: the verdict, then the range."""
        texts, shown = self.labels.texts, self.shows_size(row)
        plain = "" if shown else "_plain"
        if row.verdict in (*DECIDED, *REFUSED):
            values = {"claim": self.claim(row), "range": self.amounts.size(row)}
            if row.verdict in REFUSED:
                values["counter"] = self.counter(row)
            key = "answer.mixed" if row.verdict in REFUSED else "answer.claim"
        else:
            values = {"topic": self.topic(row.indicator), "range": self.amounts.range(row)}
            key = f"answer.{self._undecided(row)}"
        values["often"] = self.often(row)
        spec = capital(texts(key + plain, **values)) + self._from_file(row)
        if shown:
            return spec
        why = "amount.kept_back_note" if row.kept_back else "answer.direction_only"
        return f"{spec} {texts(why)}"

    def _from_file(self, row: Row) -> str:
        """That money follows from prices or sums of the file alone, where it does."""
        is_told = row.evidence == "file" and row.verdict in (*DECIDED, *REFUSED)
        return f" {self.labels.texts('answer.from_file')}" if is_told else ""

    def _undecided(self, row: Row) -> str:
        """A range on one side of zero may be chance when many outcomes are looked at (Holm)."""
        if is_nothing(row):
            return "changes_nothing"
        if row.verdict == "no_difference_that_matters":
            return row.verdict
        is_tested = row.evidence != DRAWN
        if is_tested and row.low is not None and row.high is not None and row.low * row.high > 0:
            return "one_sided"
        return "uncertain"

    def claim(self, row: Row) -> str:
        """What fell or rose, as the start of a sentence."""
        return self.change(row.indicator, row.difference)

    def counter(self, row: Row) -> str:
        """What forbids "better", as a claim."""
        texts, key = self.labels.texts, f"guard.{row.counter or row.verdict}"
        if texts.has(key) and row.verdict != "mixed":
            return texts(key)
        if counted := self.counted(row):
            return texts(f"guard.{row.counter_verdict}", **counted)
        result = self.results.row(
            row.look, row.scenario, row.counter, period=row.period, station=row.station
        )
        if result is None and row.station != "all":
            result = self.results.row(row.look, row.scenario, row.counter, period=row.period)
        # Without its row we still know that it became worse, and that most counters are bad news.
        return self.change(row.counter, result.difference if result else 1.0)

    def counted(self, row: Row) -> dict[str, str] | None:
        """What a counter counts, of whom, in how many draws it fails; None of other counters."""
        key = f"guard.{row.counter or row.verdict}"
        if row.verdict != "mixed" or not self.labels.texts.has(key):
            return None
        what = self.labels.texts(key) + self._of_whom(row.counter_part)
        held = self._held(row.counter_in, row.of)
        return {"what": what, "held": held, "limit": self._limit(row.counter)}

    def _limit(self, counter: str) -> str:
        """The most that what a counter counts may rise, which an experiment may make smaller."""
        guard = next((item for item in GUARDS if item.name == counter), None)
        if guard is None:
            return ""
        is_part, formats = guard.unit == "part", self.labels.texts.formats
        margin = self.results.margins.get(counter, guard.margin)
        is_whole = round(margin * (100 if is_part else 1), 6) % 1 == 0
        write = formats.percent if is_part else formats.number
        most = write(margin, 0 if is_whole else 1)
        return self.labels.texts(f"guard.limit.{guard.unit}", n=most)

    def often(self, row: Row) -> str:
        """In how many draws the verdict holds, in words; nothing over runs."""
        if row.holds_in is None:
            return ""
        key = f"draws.often.{row.verdict}"
        used = key if self.labels.texts.has(key) else "draws.often.else"
        return self.labels.texts(used, held=self._held(row.holds_in, row.of))

    def _held(self, count: float | None, of: float | None) -> str:
        """122 of 128; nothing over runs."""
        if count is None or of is None:
            return ""
        number = self.labels.texts.formats.number
        return self.labels.texts("draws.held", n=number(count), of=number(of))

    def _of_whom(self, part: str) -> str:
        """The group that a counter is about, where it is not everybody."""
        texts, manifest = self.labels.texts, self.results.manifest
        if part in ("", "all"):
            return ""
        if part in manifest.needs:
            name = self.labels.need(part)
        elif part in manifest.gemeenten:
            is_outside = manifest.gemeenten[part].outside
            name = texts("guard.outside") if is_outside else texts("gemeente.named", name=part)
        else:
            name = texts(f"frame.{part}")
        return f" ({name})"

    def change(self, indicator: str, difference: float) -> str:
        """That an indicator fell or rose."""
        return claim_in(self.labels.texts, indicator, difference)

    def name(self, indicator: str) -> str:
        """Name of an indicator for a table."""
        return name_in(self.labels.texts, indicator)

    def topic(self, indicator: str) -> str:
        """What an indicator is about, to open a sentence with."""
        return topic_in(self.labels.texts, indicator)

    def shows_size(self, row: Row) -> bool:
        """Whether the size may be told; an untested wait shows its direction only."""
        if row.kept_back:
            return False
        return kind_of(row.indicator) != "weeks" or wait_is_tested(self.results, row.indicator)

    def is_assumed(self, scenario: str) -> bool:
        """Whether an effect of a scenario was put in, not found."""
        return bool(self.results.manifest.scenario[scenario].assumed_blocks)

    def verdict(self, row: Row) -> str:
        """The verdict in words; `better` is refused where a counter-indicator forbids it."""
        texts = self.labels.texts
        if row.verdict in REFUSED:
            spec = texts("verdict.mixed", counter=self.counter(row))
        else:
            key = "verdict.changes_nothing" if is_nothing(row) else f"verdict.{row.verdict}"
            own = f"verdict.{row.indicator}.{row.verdict}"
            key = own if texts.has(own) else key
            spec = texts(key) if texts.has(key) else row.verdict
        if row.holds_in is not None and row.verdict != "uncertain":
            held = self._held(row.holds_in, row.of)
            spec = texts("verdict.held", verdict=spec, held=held)
        decided = row.verdict in (*DECIDED, *REFUSED)
        if decided and self.is_assumed(row.scenario):
            return texts("verdict.if_assumed", verdict=spec)
        return spec

    def _further(self, rows: Sequence[Row]) -> Iterator[Listed]:
        for heading, verdicts in FURTHER.items():
            items = tuple(
                self._item(row)
                for row in rows
                if row.verdict in verdicts
                and (row.verdict not in GAINS or bool(companions_of(row)) == (heading == BESIDE))
            )
            if items:
                yield Listed(self.labels.texts(f"answer.{heading}"), items)

    def _item(self, row: Row) -> str:
        texts = self.labels.texts
        spec = {"claim": self.claim(row), "often": self.often(row)}
        if self.shows_size(row):
            spec["range"] = self.amounts.size(row)
        key = "answer.item" if "range" in spec else "answer.item_plain"
        if row.verdict in REFUSED:
            spec["counter"] = self.counter(row)
            key = key.replace("item", "mixed_item")
        beside = self._beside(row) if row.verdict in GAINS else ""
        return capital(texts(key, **spec)) + self._from_file(row) + beside

    def _beside(self, row: Row) -> str:
        """How what stands beside an indicator changed; nothing where it has no companions."""
        texts = self.labels.texts
        rows = [
            self.results.row(row.look, row.scenario, name, period=row.period)
            for name in companions_of(row)
        ]
        told = [
            texts(
                "answer.companion",
                name=in_sentence(self.topic(each.indicator)),
                range=self.amounts.signed_range(each),
            )
            for each in rows
            if each is not None
        ]
        return " " + texts("answer.companions", told="; ".join(told)) if told else ""

    def _closing(self, rows: Sequence[Row], others: Sequence[Row]) -> Iterator[str]:
        texts = self.labels.texts
        bad = any(row.verdict in REFUSED or (row.low is None and not row.kept_back) for row in rows)
        if others and not bad and not any(row.verdict == "worse" for row in others):
            yield texts.count("answer.nothing_worse", len(others))

    def _assumed(self, scenario: str) -> Iterator[str]:
        texts, note = self.labels.texts, self.results.manifest.scenario[scenario]
        for block in note.assumed_blocks:
            title = self.labels.block(block.name, block.title)
            expects = block.expects.in_language(texts.lang) if block.expects else None
            if expects:
                yield texts("answer.assumed_expects", block=title, expects=expects)
            else:
                yield texts("answer.assumed", block=title)
        if not note.blocks:
            yield texts("answer.unmarked")


def is_nothing(row: Row) -> bool:
    """Whether nothing differs in any run, so that no range is left to speak of."""
    is_same = row.verdict == "no_difference_that_matters"
    return is_same and row.evidence != DRAWN and row.difference == row.low == row.high == 0.0


def is_told(row: Row) -> bool:
    """Whether anything is told of a row: of a wait of few children not even its direction."""
    return not row.kept_back or kind_of(row.indicator) != "weeks"


def companions_of(row: Row) -> tuple[str, ...]:
    """The indicators that stand beside a row, since a change of it may follow from the file."""
    definition = definition_of(row.indicator)
    return definition.companions if definition else ()


def in_sentence(name: str) -> str:
    """A name within a sentence: no capital, unless it is an abbreviation."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
