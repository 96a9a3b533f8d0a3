"""What a file says once for many: defaults by kind of thing, and arrivals as tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag

from .base import About, Flag, LegalFrame, Spec, Whole, refusal
from .domains import Per1000Youth, PerYear, Share
from .region import Grows, Seasons
from .rows import ReturnRows, Routes, Stays
from .shorthand import OneAlone
from .stations import AtEighteen, Cost, Together, Waiting, as_tuple

GROUPS = ("gate", "care", "protection")
FORM = "form:"
RATES = ("per_1000_youth", "per_year")


class ArrivalRow(Spec):
    """What is said of a stream where it stands: as an arrival, but all of it may be left out.

    What a row leaves out comes from `each` of its table or the defaults of its file.
    """

    need: str | None = None
    referrer: str | None = None
    gemeenten: tuple[str, ...] | None = None
    per_1000_youth: Per1000Youth | None = None
    per_year: PerYear | None = None
    enters: str | None = None
    priority: Annotated[Whole, Field(ge=0, le=1000)] | None = None
    legal_frame: LegalFrame | None = None
    season: Seasons | None = None
    growth_per_year: Grows | None = None
    pgb: Share | None = None
    about: About | None = None


class ArrivalTable(Spec):
    """Streams that have much in common; each is called by its row and the table, `light-by-gp`.

    `need` is the name of the row unless said.
    """

    each: ArrivalRow = ArrivalRow()
    rows: dict[str, ArrivalRow] = Field(min_length=1)


def _row_or_table(spec: Any) -> str:
    is_table = isinstance(spec, ArrivalTable) or (
        isinstance(spec, Mapping) and bool({"each", "rows"} & set(spec))
    )
    return "table" if is_table else "row"


AnyArrival = Annotated[
    Annotated[ArrivalTable, Tag("table")] | Annotated[ArrivalRow, Tag("row")],
    Discriminator(_row_or_table),
]


class StationDefaults(Spec):
    """What stations have unless they say otherwise; of waiting, at_18 and cost key by key."""

    away_from_home: Flag | None = None
    stay: Stays | None = None
    next: Routes | None = None
    returns: ReturnRows | None = None
    waiting: Waiting | None = None
    together: Annotated[tuple[Together, ...], BeforeValidator(as_tuple), OneAlone()] | None = None
    holds_place: Flag | None = None
    at_18: AtEighteen | None = None
    cost: Cost | None = None
    about: About | None = None


def forms_of(selector: str) -> tuple[str, ...]:
    """The forms that a selector such as `form: ambulant, day_care` names; none for a group."""
    if not selector.startswith(FORM):
        return ()
    return tuple(name.strip() for name in selector.removeprefix(FORM).split(","))


def _known_selectors(spec: dict[str, StationDefaults]) -> dict[str, StationDefaults]:
    says: dict[tuple[str, str], str] = {}
    for selector, defaults in spec.items():
        names = forms_of(selector)
        if selector not in GROUPS and not all(names or ("",)):
            raise refusal(
                f"defaults are for {', '.join(GROUPS)} or a form",
                'write "form: ambulant", or "form: ambulant, day_care"',
                value=selector,
                key=selector,
            )
        for said in ((name, key) for name in names for key in sorted(defaults.model_fields_set)):
            if said in says:
                rule = f'the form {said[0]} has {said[1]} under "{says[said]}" too'
                raise refusal(rule, "say it once", value=selector, key=selector)
            says[said] = selector
    return spec


def _of_no_stream(spec: ArrivalRow) -> ArrivalRow:
    for key in RATES:
        if getattr(spec, key) is not None:
            rule = "is of one stream, and defaults are for all"
            raise refusal(rule, "write it in each stream", key=key)
    return spec


class Defaults(Spec):
    """What the arrivals and stations of a file have in common; what is said nearer wins."""

    elsewhere: ClassVar[Mapping[str, str]] = {
        "pools": "only arrivals and stations have defaults; write it in each pool",
    }

    arrivals: Annotated[ArrivalRow, AfterValidator(_of_no_stream)] = ArrivalRow()
    stations: Annotated[dict[str, StationDefaults], AfterValidator(_known_selectors)] = Field(
        default_factory=dict
    )
