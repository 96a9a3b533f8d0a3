"""What guards each indicator, as tables made from the definitions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from sim.indicators.definition import ITSELF, Indicator, Margin
from sim.indicators.definitions import INDICATORS, known_words
from sim.indicators.waits import HELP_COUNTERS
from sim.texts import LANGUAGES, Language, texts_in

_HEAD = ("indicator", "headline", "better when", "guarded by", "beside it stand", "children behind")


def guards_table() -> str:
    """Every indicator that has a good side, and those behind which children are counted."""
    rows = [_row(item) for item in INDICATORS]
    usual = f"*The usual* guards: {_listed(HELP_COUNTERS)}, without itself; money without `cost`."
    return f"{usual}\n\n{_table(_HEAD, [row for row in rows if any(row[1:])])}"


def margins_table() -> str:
    """How much worse a counter-indicator may become."""
    rows = [
        (f"`{item.pattern}`", _margin(item.margin, item.unit)) for item in INDICATORS if item.margin
    ]
    return _table(("counter-indicator", "margin"), rows)


def names_table() -> str:
    """What each indicator is called where people read it; `{…}` stands for a word of its name."""
    head = ("indicator", "in het Nederlands", "in English")
    names = [name for item in INDICATORS for name in _named(item)]
    rows = [(f"`{name}`", *(_name(name, lang) for lang in LANGUAGES)) for name in names]
    return _table(head, rows)


def _named(item: Indicator) -> list[str]:
    """Its pattern where that has a name, else the full names that have one each."""
    if texts_in("en").has(f"{item.words}.name"):
        return [item.pattern]
    words = [known_words(part) for part in item.parts]
    return [":".join((item.base, *chosen)) for chosen in product(*words)]


def _name(name: str, lang: Language) -> str:
    """The message itself, with the places where words go."""
    return texts_in(lang).messages[f"indicator.{name}.name"]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _row(item: Indicator) -> tuple[str, ...]:
    behind = item.behind or ""
    return (
        f"`{item.pattern}`",
        "yes" if item.headline else "",
        item.better.value,
        _guards(item),
        _listed(item.companions),
        behind if behind in ("", ITSELF) else f"`{behind}`",
    )


def _guards(item: Indicator) -> str:
    money = ("cost",) if item.unit == "eur" else ()
    usual = {name for name in HELP_COUNTERS if name not in (item.pattern, *money)}
    if not usual <= set(item.counters):
        return _listed(item.counters)
    own = tuple(name for name in item.counters if name not in usual)
    return ", ".join(filter(None, ("the usual", _listed(own))))


def _margin(margin: Margin, unit: str) -> str:
    if margin.per_1000:
        return f"{margin.amount:g} per 1,000 `{margin.per_1000}` of the baseline"
    if margin.relative:
        return f"{margin.amount:.0%} of the baseline"
    return f"{margin.amount:g} {unit.removesuffix('s')}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
