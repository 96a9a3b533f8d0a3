"""Messages and formats: the same in both languages, all of them used, written as people do."""

import ast
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from sim.texts import LANGUAGES, texts_in
from sim.texts.format import DUTCH, ENGLISH, JOINED

NBSP = "\N{NO-BREAK SPACE}"
WJ = "\N{WORD JOINER}"


def values_named(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name is not None}


def said_in(source: str) -> Iterator[str]:
    """Every string of a Python file as a pattern; what an f-string fills in may be anything."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.escape(node.value)
        elif isinstance(node, ast.JoinedStr):
            yield "".join(
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+"
                for part in node.values
            )


@pytest.fixture(scope="module")
def patterns(house: Path) -> list[re.Pattern[str]]:
    result = set()
    for room in ("figures", "report", "results", "cli"):
        for path in sorted((house / "sim" / room).rglob("*.py")):
            result |= set(said_in(path.read_text(encoding="utf-8")))
        for path in sorted((house / "sim" / room).rglob("*.j2")):
            result |= set(re.findall(r't\("([^"]+)"', path.read_text(encoding="utf-8")))
    return [re.compile(pattern) for pattern in result if "." in pattern and pattern != ".+"]


def test_both_languages_have_the_same_messages() -> None:
    dutch, english = (texts_in(language).messages for language in LANGUAGES)
    assert set(dutch) == set(english)
    named = {key: values_named(message) for key, message in dutch.items()}
    assert named == {key: values_named(message) for key, message in english.items()}


def test_no_message_is_left_unused(patterns: list[re.Pattern[str]]) -> None:
    keys = {re.sub(r"\.(one|many)$", "", key) for key in texts_in("nl").messages}
    names = {key for key in keys if key.startswith("indicator.")}
    unused = [k for k in keys - names if not any(p.fullmatch(k) for p in patterns)]
    assert unused == []


def test_every_indicator_that_can_change_has_its_claims() -> None:
    texts = texts_in("nl")
    topics = [key.removesuffix(".topic") for key in texts.messages if key.endswith(".topic")]
    assert len(topics) > 10
    assert all(texts.has(f"{t}.{part}") for t in topics for part in ("name", "less", "more"))


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        texts_in("en")("no.such.key")


def test_one_and_many() -> None:
    texts = texts_in("nl")
    assert texts.count("page.runs", 1) == "één run"
    assert texts.count("page.runs", 1200) == "1.200 runs"


@pytest.mark.parametrize(
    ("value", "decimals", "dutch", "english"),
    [
        (1234567.891, 1, "1.234.567,9", "1,234,567.9"),
        (0.25, 0, "0", "0"),
        (-0.04, 1, "0,0", "0.0"),
        (-12.5, 1, "−12,5", "−12.5"),
    ],
)
def test_numbers(value: float, decimals: int, dutch: str, english: str) -> None:
    assert DUTCH.number(value, decimals) == dutch
    assert ENGLISH.number(value, decimals) == english


def test_signs_stand_before_what_is_not_zero() -> None:
    assert [DUTCH.number(value, signed=True) for value in (3, 0, -3)] == ["+3", "0", "−3"]
    assert DUTCH.percent(0.384) == "38%"


@pytest.mark.parametrize(
    ("euros", "dutch", "english"),
    [
        (190_000_000, f"€{NBSP}190{NBSP}mln", f"€190{NBSP}million"),
        (4_249_000, f"€{NBSP}4,2{NBSP}mln", f"€4.2{NBSP}million"),
        (999_600, f"€{NBSP}1,0{NBSP}mln", f"€1.0{NBSP}million"),
        (38_400, f"€{NBSP}38{NBSP}duizend", f"€38{NBSP}thousand"),
        (-38_400, f"−{WJ}€{NBSP}38{NBSP}duizend", f"−{WJ}€38{NBSP}thousand"),
        (0.2, f"€{NBSP}0", "€0"),
    ],
)
def test_money(euros: float, dutch: str, english: str) -> None:
    assert DUTCH.money(euros) == dutch
    assert ENGLISH.money(euros) == english


def test_a_range_of_money_names_its_unit_once() -> None:
    assert DUTCH.money_range(4.1e6, 4.3e6) == f"€{NBSP}4,1 tot 4,3{NBSP}mln"
    assert ENGLISH.money_range(9e5, 1.2e6) == f"€900{NBSP}thousand to €1.2{NBSP}million"
    assert ENGLISH.money_range(4.11e6, 4.12e6) == f"€4.1{NBSP}million"
    below = ENGLISH.money_range(-2e6, -1e6, signed=True).replace(JOINED, "")
    assert below == f"−€2.0 to −€1.0{NBSP}million"


def test_dates_and_lists_are_in_words() -> None:
    day = dt.date(2024, 10, 1)
    assert DUTCH.date(day) == f"1{NBSP}oktober{NBSP}2024"
    assert ENGLISH.date(day) == f"1{NBSP}October{NBSP}2024"
    assert DUTCH.listed(["a", "b", "c"]) == "a, b en c"
    assert ENGLISH.listed(["a"]) == "a"
