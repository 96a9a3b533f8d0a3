"""What is wrong with a value, from what pydantic says of it; its words are ours."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..errors import Keys, Place, Problem
from .reading import Document

_MOST_NAMES = 14

_KINDS = {
    "float_type": "must be a number",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false",
    "string_type": 'must be text; put it in quotes: "..."',
    "date_type": "must be a date; write it as 2026-01-31",
    "dict_type": "must be a mapping of names",
    "model_type": "must be a mapping of keys",
    "model_attributes_type": "must be a mapping of keys",
    "tuple_type": "must be a list; write [one, two]",
    "list_type": "must be a list; write [one, two]",
    "finite_number": "must be a finite number; write the number out",
    "too_short": "must not be empty",
}


def problem(place: Place, keys: Keys, value: Any, rule: str, way_out: str = "") -> Problem:
    """What is wrong with the value under these keys."""
    shown = {} if isinstance(value, BaseModel) else value
    return Problem(rule, way_out, place=place, keys=keys, value=shown)


def suggestion(name: object, known: Iterable[object], *, what: str = "known here are") -> str:
    """`did you mean x?` for a near miss, else the names there are."""
    names = sorted({str(item) for item in known})
    near = difflib.get_close_matches(str(name), names, n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]}?"
    if not names:
        return "there are none"
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return f"{what} {', '.join(names[:_MOST_NAMES])}{more}"


def counted(count: float) -> str:
    """A count as it is shown in a message: whole, or its size alone where it is endless."""
    return f"{count:,.0f}" if count < 1e15 else f"{count:.0e}"


def problems_of(error: ValidationError, document: Document, under: Keys = ()) -> list[Problem]:
    """Every error of a validation; `under` is where the data stands."""
    problems = [
        item
        for details in error.errors(include_url=False)
        for item in _problems_in(details, document, (*under, *map(str, details["loc"])))
    ]
    return list(dict.fromkeys(problems))


def _problems_in(details: ErrorDetails, document: Document, location: Keys) -> Iterator[Problem]:
    keys = document.written(location)
    context: Mapping[str, Any] = details.get("ctx", {})
    kind = details["type"]
    if "unknown" in context:
        for name, way_out in context["unknown"].items():
            here = (*keys, name)
            if here not in document.lines:  # a part of the full form has the name of a key
                here = (*keys[:-1], name)
            yield Problem(
                "is no known key",
                way_out or suggestion(name, context["known"]),
                place=document.place(here),
                keys=document.named(here),
            )
        return
    if kind == "missing":
        yield _missing(document, keys, location[-1])
        return
    key = "kind" if kind == "union_tag_invalid" else str(context.get("key") or "")
    keys = document.written((*keys, key)) if key else keys
    value = context["value"] if "value" in context else document.value(keys)
    rule, way_out = _rule(kind, details, context)
    yield problem(document.place(keys), document.named(keys), value, rule, way_out)


def _missing(document: Document, keys: Keys, name: str) -> Problem:
    return Problem(
        f"has no {name}; it cannot do without",
        f"add `{name}: ...`",
        place=document.place(keys),
        keys=document.named(keys) or ("the file",),
    )


def _rule(kind: str, details: ErrorDetails, context: Mapping[str, Any]) -> tuple[str, str]:
    """What must hold, and the way out."""
    if kind == "doorstroom":
        return str(context["rule"]), str(context["way"])
    if kind in _LIMITS:
        word, form = _LIMITS[kind]
        return "must be " + form.format(context[word]), ""
    if kind == "literal_error":
        words = str(context["expected"]).replace(" or ", ", ").replace("'", "").split(", ")
        near = suggestion(details["input"], words) if len(words) > 3 else ""
        return f"must be {' or '.join(words)}", near
    if kind == "union_tag_not_found":
        return "an intervention has a kind", "add `kind: ...`"
    if kind == "union_tag_invalid":
        kinds = str(context["expected_tags"]).replace("'", "")
        return f"must be one of {kinds}", suggestion(context["tag"], kinds.split(", "))
    return _KINDS.get(kind, details["msg"].lower()), ""


_LIMITS = {
    "greater_than": ("gt", "above {}"),
    "greater_than_equal": ("ge", "{} or more"),
    "less_than": ("lt", "below {}"),
    "less_than_equal": ("le", "{} or less"),
}
