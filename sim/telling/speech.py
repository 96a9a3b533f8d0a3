"""A speaker of one language: names, numbers, dates and changes in time as people say them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ..scenario.schema import SELECTORS, Change, Number, Scenario, Selected, Text
from ..texts.format import DUTCH, ENGLISH, Formats
from .phrases import EN, NL


def is_ramp(number: Number) -> bool:
    """Whether a number changes day by day."""
    return number.shape == "ramp" and len(number.path or ()) > 1


@dataclass(frozen=True)
class Speaker:
    """Says things about one scenario in Dutch (nl) or English (en)."""

    scenario: Scenario
    lang: str

    @property
    def formats(self) -> Formats:
        """How this language writes numbers and dates."""
        return DUTCH if self.lang == "nl" else ENGLISH

    def say(self, key: str, **named: object) -> str:
        """A phrase with its named values filled in."""
        return (NL if self.lang == "nl" else EN)[key].format(**named)

    def text(self, spec: Text | None, name: str) -> str:
        """A title in this language, else the name itself."""
        return (spec.in_language(self.lang) if spec is not None else "") or name

    def station(self, name: str) -> str:
        """A station, need or pool as people call it."""
        station = self.scenario.stations.get(name)
        if name in ("out", "early", "moved", "back"):
            return f"“{name}”"
        return self.text(station.title if station else None, name)

    def pool(self, name: str) -> str:
        """A pool as people call it; without a title it is called after the station it is for."""
        pool = self.scenario.pools.get(name)
        return self.text(pool.title if pool else None, "") or self.station(name)

    def need(self, name: str) -> str:
        """A need as people call it."""
        need = self.scenario.needs.get(name)
        return self.text(need.title if need else None, name)

    def number(self, value: float, *, is_share: bool = False, signed: bool = False) -> str:
        """A number with as many decimals as it has, three at most; shares in percent."""
        if is_share:
            return self._trimmed(100 * value, 1, signed) + "%"
        return self._trimmed(value, 3, signed)

    def _trimmed(self, value: float, most: int, signed: bool) -> str:
        shown = round(value, most)
        decimals = next(n for n in range(most + 1) if round(shown, n) == shown)
        return self.formats.number(shown, decimals, signed=signed)

    def date(self, date: dt.date) -> str:
        """A date in words, with plain spaces."""
        return self.formats.date(date).replace("\N{NO-BREAK SPACE}", " ")

    def said_number(self, number: Number, *, is_share: bool = False) -> str:
        """A number or path as a value in a sentence."""
        if not number.path:
            return self.number(number.first, is_share=is_share)
        return self.path(number, is_share=is_share)

    def path(self, number: Number, *, is_share: bool = False, signed: bool = False) -> str:
        """A dated path: steps one by one, a ramp as what it runs between."""
        key = "ramp" if is_ramp(number) else "from"
        points = [
            self.say(
                key,
                value=self.number(value, is_share=is_share, signed=signed),
                date=self.date(date),
            )
            for date, value in (number.path or {}).items()
        ]
        if key == "ramp":
            rest = self.say("then").join(points[1:])
            return self.say("ramp.then", first=points[0], rest=rest)
        return self.say("then").join(points)

    def values(self, spec: Selected, change: Change, *, is_share: bool) -> str:
        """What a change sets, multiplies by or adds, and when."""
        signed, as_share = change.operation == "add", is_share and change.operation != "factor"
        number = change.number
        if number.path:
            spoken = self.path(number, is_share=as_share, signed=signed)
        else:
            value = self.number(number.first, is_share=as_share, signed=signed)
            begin = spec.begin or self.scenario.period.start
            spoken = self.say("from", value=value, date=self.date(begin))
        return spoken + self.until(spec)

    def when(self, spec: Selected) -> str:
        """From when and until when something holds that is no number."""
        begin = spec.begin
        spoken = (
            self.say("always") if begin is None else self.say("only_from", date=self.date(begin))
        )
        return spoken + self.until(spec)

    def until(self, spec: Selected) -> str:
        """The end of an intervention, where it has one."""
        return "" if spec.until is None else self.say("until", date=self.date(spec.until))

    def listed(self, words: list[str]) -> str:
        """Words as a list: a, b and c."""
        return self.formats.listed(words)

    def only(self, spec: Selected) -> str:
        """Whom an intervention concerns, when not everybody."""
        parts = []
        for field in SELECTORS:
            chosen = getattr(spec, field)
            if chosen is not None:
                names = [self.need(item) if field == "needs" else item for item in chosen]
                parts.append(self.say(f"only.{field}", names=self.listed(names)))
        return self.say("only", who=", ".join(parts)) if parts else ""
