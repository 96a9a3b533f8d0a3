"""Bounds on every number that a file may hold, the same in the schema and in the documents."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from annotated_types import Ge, Gt, Le, Lt
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from sim.scenario import schema
from sim.scenario.schema import Change, Changing, Domain, Number, Spec, domains

PAGE = Path(__file__).parents[1] / "docs" / "scenario-files.md"
WITHOUT = {"Number", "PerYouth", "Change", "Scenario", "BlockUse", "Placed"}
"""What holds numbers of any kind, or is no file."""


def fields() -> Iterator[tuple[str, str, FieldInfo]]:
    models = {item for item in vars(schema).values() if isinstance(item, type)}
    for model in sorted(models, key=lambda item: item.__name__):
        if issubclass(model, Spec) and model.__name__ not in WITHOUT:
            for name, field in model.model_fields.items():
                yield model.__name__, name, field


def parts_of(annotation: Any) -> Iterator[Any]:
    """The types and marks within an annotation; keys of a mapping are no numbers."""
    yield annotation
    yield from getattr(annotation, "__metadata__", ())
    arguments = get_args(annotation)
    if getattr(annotation, "__origin__", None) is dict:
        arguments = arguments[1:]
    for part in arguments:
        yield from parts_of(part)


def marks_of(field: FieldInfo) -> list[Any]:
    flat = [*field.metadata, *(mark for item in field.metadata for mark in metadata_in(item))]
    return [*flat, *parts_of(field.annotation), *deeper(field.annotation)]


def metadata_in(item: Any) -> Iterator[Any]:
    yield from getattr(item, "metadata", ())


def deeper(annotation: Any) -> Iterator[Any]:
    for part in parts_of(annotation):
        yield from metadata_in(part)


def is_number(field: FieldInfo) -> bool:
    return any(part in (Number, Change, int, float) for part in parts_of(field.annotation))


def is_bounded(field: FieldInfo) -> bool:
    kinds = (Domain, Changing)
    marks = marks_of(field)
    has_ends = [any(isinstance(mark, ends) for mark in marks) for ends in ((Ge, Gt), (Le, Lt))]
    return any(isinstance(mark, kinds) for mark in marks) or all(has_ends)


def test_no_number_is_without_bounds() -> None:
    without = [f"{model}.{name}" for model, name, field in fields() if is_number(field)
               and not is_bounded(field)]  # fmt: skip

    # bounded by _as_lag and _as_days, which read the text; 1 is the version of a file
    assert without == ["ByWeeks.lag", "Follows.lag", "Use.delay"]


def bounds_on_the_page() -> Iterator[tuple[str, str]]:
    for line in PAGE.read_text("utf-8").split("| numbers | from | to |")[1].splitlines()[2:]:
        if not line.startswith("|"):
            return
        names, _, most = line.strip("| ").split(" | ")
        yield from ((name, most.replace(",", "")) for name in re.findall(r"`(\w+)`", names))


@pytest.mark.parametrize("name", sorted({name for name, _ in bounds_on_the_page()}))
def test_the_page_shows_the_bounds_of_the_schema(name: str) -> None:
    on_page = {float(most) for key, most in bounds_on_the_page() if key == name}
    marks = [mark for _, key, field in fields() if key == name for mark in marks_of(field)]
    bounds = {mark.high for mark in marks if isinstance(mark, Domain)}
    bounds |= {mark.domain.high for mark in marks if isinstance(mark, Changing)}
    bounds |= {mark.le for mark in marks if isinstance(mark, Le)}

    assert ({domains.MOST_TIMES} if name == "factor" else bounds) == on_page


@pytest.mark.parametrize(
    ("kind", "inside", "outside"),
    [
        (domains.Share, (0, 1), (-0.1, 1.1)),
        (domains.Youth, (0, 1e8), (-1, 1e8 + 1, 0.5)),
        (domains.Fte, (0, 0.5, 1e7), (-1, 1e8)),
        (domains.Price, (0, 9.125, 1e9), (1e308,)),
        (domains.Weeks, (0.5, 5218), (0, 5219)),
        (domains.Growth, (-0.5, 10), (-1.5, 11)),
        (domains.PlacesChanged, (0, 1e8, {"add": -0.5}, {"factor": 1e6}), (2.5, {"factor": 1e7})),
        (domains.PlacesChanged, ({"add": -1e8},), ({"add": -1e9}, {"factor": -1})),
        (schema.Date, (dt.date(1900, 1, 1), dt.date(2200, 1, 1)), (dt.date(1, 1, 1),)),
    ],
)
def test_a_number_at_its_bound_is_taken_and_beyond_it_refused(
    kind: Any, inside: tuple[Any, ...], outside: tuple[Any, ...]
) -> None:
    border = TypeAdapter(kind)

    for value in inside:
        border.validate_python(value)
    for value in outside:
        with pytest.raises(ValidationError):
            border.validate_python(value)
