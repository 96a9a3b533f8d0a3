"""What all interventions share: whom they are about and when, and the changes they hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar, Self, TypeVar

from pydantic import Field, model_validator

from .base import About, Date, LastDate, Spec, Text, refusal
from .numbers import Change

Selection = TypeVar("Selection", bound="Selected")


class Together(Spec):
    """Base of changes that stand together under one key of an intervention."""


class Selected(Spec):
    """Base of all interventions: an id, whom it concerns (all unless said) and when."""

    effects: ClassVar[tuple[str, ...]] = ()

    id: str
    title: Text | None = None
    gemeenten: tuple[str, ...] | None = None
    needs: tuple[str, ...] | None = None
    referrers: tuple[str, ...] | None = None
    product_groups: tuple[str, ...] | None = None
    until: LastDate | None = None
    note: str | None = None
    source: str | None = None
    about: About | None = None

    @property
    def begin(self) -> dt.date | None:
        """The day it says to begin on; without one its paths say when."""
        return None

    @property
    def changes(self) -> dict[str, Change]:
        """Every change of a number, by the keys that lead to it."""
        return dict(_changes(self))

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if self.effects and all(getattr(self, name) is None for name in self.effects):
            raise refusal(
                f"kind {dict(self)['kind']} changes at least one of {', '.join(self.effects)}",
                "say what changes",
                value=self.id,
            )
        return self


def _changes(spec: Spec) -> Iterator[tuple[str, Change]]:
    for name, value in spec:
        if isinstance(value, Change):
            yield name.rstrip("_"), value
        elif isinstance(value, Together):
            for key, change in _changes(value):
                yield f"{name}.{key}", change


class Dated(Selected):
    """An intervention that may begin on a date of its own; `from` is its first day."""

    from_: Date | None = Field(default=None, alias="from")

    @property
    def begin(self) -> dt.date | None:
        """The day it says to begin on."""
        return self.from_

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.from_ is not None and self.until is not None and self.until <= self.from_:
            raise refusal(
                f"ends on {self.until}, which is not after {self.from_}, the day it begins",
                "let until come after from",
                value=self.until,
                key="until",
            )
        return self


def one_of(spec: Selection, *names: str) -> Selection:
    """The intervention, which gives exactly one of these."""
    given = [name for name in names if getattr(spec, name) is not None]
    if len(given) != 1:
        result = " and ".join(given) or "neither"
        raise refusal(f"concerns a {' or a '.join(names)}; here is {result}", "name one of the two")
    return spec
