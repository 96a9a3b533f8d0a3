"""Numbers of options: read as files are, so that 0,05 and 6.000 are told how to be written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from ..errors import InputError


@dataclass(frozen=True)
class _Bounds:
    """An option, what it may be, and whether it is whole."""

    option: str
    low: float
    high: float
    is_whole: bool

    def read(self, text: str) -> Decimal:
        """The number; raises InputError with the way out."""
        from ..scenario.meant import how_to_write_a_number, thousands_meant

        written = text.strip()
        if (meant := thousands_meant(written)) is not None:
            allowed = [item for item in meant if self._has(Decimal(item))]
            way_out = f"write {' or '.join(allowed)}" if allowed else ""
            raise self._refusal(text, f"reads as {meant[1]}: a point begins decimals", way_out)
        number = _number(written)
        if number is None:
            raise self._refusal(text, self._rule, how_to_write_a_number(written))
        if not self._has(number):
            raise self._refusal(text, self._rule)
        return number

    def _has(self, number: Decimal) -> bool:
        return self.low <= number <= self.high and not (self.is_whole and number % 1)

    @property
    def _rule(self) -> str:
        kind = "a whole number" if self.is_whole else "a number"
        return f"must be {kind} from {self.low} to {self.high}"

    def _refusal(self, text: str, rule: str, way_out: str = "") -> InputError:
        told = f"{self.option} is {text or 'empty'}; {rule}"
        return InputError(f"{told}; {way_out}" if way_out else told)


def whole(option: str, low: int, high: int = 10**9) -> Callable[[str | int], int]:
    """Reads the whole number of an option."""
    bounds = _Bounds(option, low, high, is_whole=True)
    return lambda value: int(bounds.read(value)) if isinstance(value, str) else value


def amount(option: str, low: float, high: float) -> Callable[[str | float], float]:
    """Reads the number of an option, decimals and all."""
    bounds = _Bounds(option, low, high, is_whole=False)
    return lambda value: float(bounds.read(value)) if isinstance(value, str) else value


def _number(text: str) -> Decimal | None:
    """The number of a text; None for what is none, or has signs that files do not take."""
    if "_" in text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
