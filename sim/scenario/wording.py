"""What is wrong with a value, from what pydantic says of it; its words are ours."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..errors import Keys, Place, Problem, brief
from .meant import how_to_write_a_date, how_to_write_a_number
from .reading import Document

_MOST_NAMES = 14
_DATE = re.compile(r"datetime\.date\((\d+), (\d+), (\d+)\)")

_KINDS = {
    "float_type": "must be a number",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false",
    "string_type": "must be text",
    "date_type": "must be a date",
    "dict_type": "must be a mapping of names",
    "model_type": "must be a mapping of keys",
    "model_attributes_type": "must be a mapping of keys",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "finite_number": "must be a finite number; write the number out",
    "too_short": "must not be empty",
}


def problem(place: Place, keys: Keys, value: Any, rule: str, way_out: str = "") -> Problem:
    """What is wrong with the value under these keys."""
    shown = {} if isinstance(value, BaseModel) else value
    return Problem(rule, way_out, place=place, keys=keys, value=shown)


def suggestion(
    name: object,
    known: Iterable[object],
    *,
    what: str = "known here are",
    titles: Iterable[tuple[str, str]] = (),
) -> str:
    """`did you mean x?` for a near miss, else the names there are.

    `titles` are what people call things, each with its name: jeugd-ggz may be known as youth_ggz.
    """
    names = sorted({str(item) for item in known})
    called = {_plain(title): (item, title) for item, title in titles if item in names}
    plain = _plain(str(name))
    if plain in called:
        return _meant(*called[plain])
    near = difflib.get_close_matches(str(name), names, n=1, cutoff=0.6)
    near = near or [item for item in names if item.startswith(f"{name}_")]
    if near:
        return f"did you mean {near[0]}?"
    near = difflib.get_close_matches(plain, called, n=1, cutoff=0.75)
    if near:
        return _meant(*called[near[0]])
    if not names:
        return "there are none"
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return f"{what} {', '.join(names[:_MOST_NAMES])}{more}"


def _meant(name: str, title: str) -> str:
    return f"did you mean {name} ({title})?" if title != name else f"did you mean {name}?"


def _plain(text: str) -> str:
    """A name as people compare it: letters and digits alone, without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in letters if sign.isalnum())


def listed(names: Sequence[str], lang: str = "en", *, most: int = 3) -> str:
    """Names in a sentence: `a, b and c`, and of many how many more there are."""
    and_, more = ("en", "nog {}") if lang == "nl" else ("and", "{} more")
    shown = list(names) if len(names) <= most + 1 else list(names[:most])
    shown += [more.format(len(names) - most)] if len(shown) < len(names) else []
    return f" {and_} ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def counted(count: float) -> str:
    """A count as it is shown in a message: whole, or its size alone where it is endless."""
    return f"{count:,.0f}" if count < 1e15 else f"{count:.0e}"


def problems_of(error: ValidationError, document: Document, under: Keys = ()) -> list[Problem]:
    """Every error of a validation; `under` is where the data stands."""
    return list(dict.fromkeys(item for _, item in located_problems(error, document, under)))


def located_problems(
    error: ValidationError, document: Document, under: Keys = ()
) -> list[tuple[Keys, Problem]]:
    """The same, each with the keys of the file that are wrong or missing."""
    return [
        item
        for details in error.errors(include_url=False)
        for item in _problems_in(details, document, (*under, *map(_key, details["loc"])))
    ]


def _key(part: int | str) -> str:
    """A part of pydantic's path as a key of the file; a date is told there as Python has it."""
    match = _DATE.fullmatch(str(part))
    return str(dt.date(*map(int, match.groups()))) if match else str(part)


def _problems_in(
    details: ErrorDetails, document: Document, location: Keys
) -> Iterator[tuple[Keys, Problem]]:
    keys = document.written(location)
    context: Mapping[str, Any] = details.get("ctx", {})
    kind = details["type"]
    if "unknown" in context:
        for name, way_out in context["unknown"].items():
            here = _written_key(document, keys, name)
            told = Problem(
                "is no known key",
                way_out or suggestion(name, context["known"]),
                place=document.place(here),
                keys=document.named(here),
            )
            yield here, told
        return
    if kind == "missing":
        yield (*keys, location[-1]), _missing(document, keys, location[-1])
        return
    if location[-1:] == ("[key]",):
        wrong = _wrong_key(kind, details, document, location[:-1])
        yield document.written(location[:-1]), wrong
        return
    key = "kind" if kind == "union_tag_invalid" else str(context.get("key") or "")
    keys = document.written((*keys, key)) if key else keys
    value = context["value"] if "value" in context else document.value(keys)
    rule, way_out = _rule(kind, details, context)
    yield keys, problem(document.place(keys), document.named(keys), value, rule, way_out)


def _written_key(document: Document, keys: Keys, name: str) -> Keys:
    """Where a key stands: beneath its section, or deeper in what a shorthand leaves out."""
    here = (*keys, name)
    if here in document.lines:
        return here
    if (*keys[:-1], name) in document.lines:  # a part of the full form has the name of a key
        return (*keys[:-1], name)
    beneath = (
        item for item in document.lines if item[: len(keys)] == keys and item[-1:] == (name,)
    )
    return next(beneath, here)


def _wrong_key(kind: str, details: ErrorDetails, document: Document, location: Keys) -> Problem:
    """What is wrong with a key itself, as 1-7-2022 in a path."""
    keys, key = document.written(location), location[-1]
    rule, way_out = _rule(kind, details, details.get("ctx", {}))
    shown = (*keys[:-1], key) if keys[-1:] != (key,) else keys
    return problem(document.place(keys), document.named(shown), key, rule, way_out)


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
    if kind == "string_type" and isinstance(details["input"], list | dict):
        return "must be one name or text", _how_to_write(kind, details["input"])
    if kind in _LIMITS:
        word, form = _LIMITS[kind]
        return "must be " + form.format(brief(context[word])), ""
    if kind == "literal_error":
        words = str(context["expected"]).replace(" or ", ", ").replace("'", "").split(", ")
        near = suggestion(details["input"], words) if len(words) > 3 else ""
        return f"must be {' or '.join(words)}", near
    if kind == "union_tag_not_found":
        return "an intervention has a kind", "add `kind: ...`"
    if kind == "union_tag_invalid":
        kinds = str(context["expected_tags"]).replace("'", "")
        return f"must be one of {kinds}", suggestion(context["tag"], kinds.split(", "))
    if kind in ("model_type", "model_attributes_type"):
        return _KINDS[kind], _needed(context.get("class_name"))
    return _KINDS.get(kind, details["msg"].lower()), _how_to_write(kind, details["input"])


def _how_to_write(kind: str, value: Any) -> str:
    """The way out that fits what stands there now."""
    if kind == "string_type" and isinstance(value, list | dict):
        return f"write {next(map(str, value), 'a name')} alone" if value else "write a name"
    if kind in ("tuple_type", "list_type"):
        example = value if isinstance(value, str) and value else "one, two"
        return f"write [{example}]"
    if kind in ("date_type", "date_from_datetime_parsing", "date_parsing"):
        return how_to_write_a_date(value)
    if kind in ("float_type", "int_type"):
        return how_to_write_a_number(value)
    return 'put it in quotes: "..."' if kind == "string_type" else ""


def _needed(name: object) -> str:
    """How to write a thing by the keys that it cannot do without."""
    models = (item for item in _all_below(BaseModel) if item.__name__ == name)
    fields = [item for model in models for item in model.model_fields.items()]
    needed = [field.alias or key for key, field in fields if field.is_required()]
    return f"write {{{', '.join(f'{key}: ...' for key in needed)}}}" if needed else ""


def _all_below(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for item in model.__subclasses__():
        yield item
        yield from _all_below(item)


_LIMITS = {
    "greater_than": ("gt", "above {}"),
    "greater_than_equal": ("ge", "{} or more"),
    "less_than": ("lt", "below {}"),
    "less_than_equal": ("le", "{} or less"),
}
