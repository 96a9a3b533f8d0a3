"""A change told in one line, as the scenario file that says the same.

`pools.hsj.fte +5 from 2026-01-01` is an intervention. What has no such form is a block, with the
options that `uses` knows: `ojg-coverage {levers: {practices: 100}}`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError
from .finding import find_block

EXAMPLE = "pools.hsj.fte +5 from 2026-01-01"
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_LINE = re.compile(
    rf"(?P<path>\S+) +(?P<sign>[-+*=]) *(?P<amount>[0-9.]+)(?P<percent>%?)"
    rf"(?: +in +(?P<gemeenten>.+?))? +from +(?P<start>{_DATE})(?: +until +(?P<end>{_DATE}))?"
)
_BLOCK = re.compile(r"(?P<name>[^\s{:]+)(?: *:?(?P<options> *\{.*\}))?")
_PLACES = frozenset({"fte", "clients_per_fte", "efficiency"})
_PRICES = frozenset({"per_day", "per_start", "per_waiting_day", "per_place_day", "per_fte_year"})
_WAITING = frozenset(
    {"drops_out_per_week", "escalates_per_week", "longer_stay_per_week", "limit", "norm_weeks"}
)


@dataclass(frozen=True)
class _Line:
    """A line in its parts; `change` is the number as an intervention has it."""

    path: tuple[str, ...]
    change: str
    is_factor: bool
    gemeenten: tuple[str, ...]
    start: str
    end: str | None


def file_of(base: str, beside: Path, changes: Sequence[str]) -> str:
    """The text of a scenario that extends `base` with these changes.

    Blocks are looked for `beside` the base. Raises InputError for a line that says no change.
    """
    lines = [_line(item) for item in changes]
    uses = [_use(item, beside) for item, line in zip(changes, lines, strict=True) if line is None]
    title = json.dumps("; ".join(changes), ensure_ascii=False)
    text = [
        "doorstroom: 1",
        f"title: {{nl: {title}, en: {title}}}",
        f"extends: {json.dumps(base, ensure_ascii=False)}",
    ]
    text += [f"uses: [{', '.join(uses)}]"] if uses else []
    told = [_intervention(line) for line in lines if line is not None]
    if told:
        text.append("interventions:")
        text += [f"  - {{id: change-{at}, {item}}}" for at, item in enumerate(told, start=1)]
    return "\n".join([*text, ""])


def _line(change: str) -> _Line | None:
    """The parts of a change of a number; None for what may be a block."""
    match = _LINE.fullmatch(change.strip())
    if match is None:
        if " from " in change or not _BLOCK.fullmatch(change.strip()):
            raise _not_understood(change)
        return None
    amount, sign, is_percent = match["amount"], match["sign"], bool(match["percent"])
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", amount):
        raise InputError(f"{change!r}: {amount} is no number; write it as 5 or 0.5")
    return _Line(
        path=tuple(match["path"].split(".")),
        change=_change(change, sign, float(amount), is_percent=is_percent),
        is_factor=sign == "*" or is_percent,
        gemeenten=tuple(name.strip() for name in (match["gemeenten"] or "").split(",") if name),
        start=match["start"],
        end=match["end"],
    )


def _change(change: str, sign: str, amount: float, *, is_percent: bool) -> str:
    if is_percent:
        if sign not in "+-":
            raise InputError(f"{change!r}: a percentage is added or taken off, as +10% or -10%")
        return f"{{factor: {_told(1 + (amount if sign == '+' else -amount) / 100)}}}"
    match sign:
        case "*":
            return f"{{factor: {_told(amount)}}}"
        case "=":
            return _told(amount)
    return f"{{add: {_told(amount if sign == '+' else -amount)}}}"


def _told(number: float) -> str:
    return f"{round(number, 10):.10g}"


def _intervention(line: _Line) -> str:
    """What follows the id, on one line."""
    told = [*_what(line), f"from: {line.start}"]
    if line.end is not None:
        told.append(f"until: {line.end}")
    if line.gemeenten:
        told.append(f"gemeenten: [{', '.join(map(_quoted, line.gemeenten))}]")
    return ", ".join(told)


def _what(line: _Line) -> Iterator[str]:
    """Kind, thing and number of a change, from its path."""
    match line.path:
        case (("pools" | "stations") as section, name, field):
            thing = f"{section[:-1]}: {_quoted(name)}"
            if field == "places" or field in _PLACES:
                yield from ("kind: places", thing)
                yield f"{'number' if field == 'places' else field}: {line.change}"
                return
            if field in _PRICES:
                yield from ("kind: price", thing, f"{field}: {line.change}")
                return
            if section == "stations" and field in _WAITING:
                yield from ("kind: waiting", thing, f"{field}: {line.change}")
                return
            if section == "stations" and field == "stay" and line.is_factor:
                yield from ("kind: stay", thing, line.change[1:-1])
                return
        case (("arrivals" | "needs") as section, name) if line.change.startswith("{"):
            yield from ("kind: inflow", f"{section}: [{_quoted(name)}]", line.change[1:-1])
            return
    raise InputError(f"{'.'.join(line.path)} is nothing that is changed in one line; {_WHAT}")


_WHAT = (
    "there are pools.NAME or stations.NAME with places, fte, clients_per_fte, efficiency or a "
    "price; stations.NAME.stay (*0.9 or -10%), with a rate, limit or norm of its list; and "
    "arrivals.NAME or needs.NAME (*1.1, +10% or +50 a year)"
)


def _use(change: str, beside: Path) -> str:
    """A block with its options as `uses` has it, by the path of its file."""
    match = _BLOCK.fullmatch(change.strip())
    assert match is not None
    path = find_block(match["name"], beside=beside)
    name = json.dumps(str(path.resolve()), ensure_ascii=False)
    return f"{{{name}: {match['options'].strip()}}}" if match["options"] else name


def _not_understood(change: str) -> InputError:
    return InputError(
        f"{change!r} says no change: write a path, +, -, * or = with a number, and from when, as "
        f"{EXAMPLE!r} (with `in GEMEENTE` and `until 2030-01-01` where that is meant), or the name "
        "of a block, as 'ambulantisation {delay: 365 days}'"
    )


def _quoted(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z_][\w-]*", name) else json.dumps(name, ensure_ascii=False)
