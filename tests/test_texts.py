"""Messages and formats: the same in both languages, all of them used, written as people do."""

import ast
import datetime as dt
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from string import Formatter

import pytest

from sim.indicators.definition import Better, Indicator
from sim.indicators.definitions import INDICATORS, definition_of, known_words
from sim.indicators.naming import claim_in, name_in, topic_in
from sim.texts import LANGUAGES, Language, texts_in
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
    rooms = ("figures", "report", "exports", "results", "indicators", "cli", "search", "forecasts")
    for room in (*rooms, "sensitivity", "dossier", "planning"):
        for path in sorted((house / "sim" / room).rglob("*.py")):
            result |= set(said_in(path.read_text(encoding="utf-8")))
        for path in sorted((house / "sim" / room).rglob("*.j2")):
            result |= set(re.findall(r't\("([^"]+)"', path.read_text(encoding="utf-8")))
    told = [re.compile(pattern) for pattern in result if "." in pattern]
    return [pattern for pattern in told if not pattern.fullmatch("no.such.key.at.all")]


def test_both_languages_have_the_same_messages() -> None:
    dutch, english = (texts_in(language).messages for language in LANGUAGES)
    assert set(dutch) == set(english)
    named = {key: values_named(message) for key, message in dutch.items()}
    assert named == {key: values_named(message) for key, message in english.items()}


def test_no_message_is_left_unused(patterns: list[re.Pattern[str]]) -> None:
    keys = {re.sub(r"\.(one|many)$", "", key) for key in texts_in("nl").messages}
    names = {key for key in keys if key.startswith(("indicator.", "unit."))}
    unused = [k for k in keys - names if not any(p.fullmatch(k) for p in patterns)]
    assert unused == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("item", INDICATORS, ids=lambda item: item.pattern)
def test_every_indicator_has_its_words(lang: Language, item: Indicator) -> None:
    texts = texts_in(lang)
    assert texts.has(f"{item.words}.name") or item.parts
    for name in names_of(item):
        told = name_in(texts, name)
        assert told not in ("", name), name
        assert not re.search(r"[{}_]", told), told
        if item.better is not Better.NEITHER:
            assert claim_in(texts, name, 1.0) != claim_in(texts, name, -1.0)
            other = texts("indicator.other.more", name=told)
            assert claim_in(texts, name, 1.0) != other, name
            assert topic_in(texts, name)


def names_of(item: Indicator) -> list[str]:
    """Its full names, in a region with one referrer, profile, form and ceiling."""
    words = {"{referrer}": ("gi",), "{profile}": ("hbo",), "{form}": ("closed",)}
    words |= {"{ceiling}": ("town",), "{block}": ("more",)}
    kinds = [words.get(part) or known_words(part) for part in item.parts]
    every = [":".join((item.base, *chosen)) for chosen in product(*kinds)]
    return [name for name in every if definition_of(name) is item]


def test_no_english_word_stands_in_a_dutch_name() -> None:
    dutch, english = texts_in("nl"), texts_in("en")
    for key in (key for key in dutch.messages if key.startswith("word.")):
        assert dutch.messages[key] != key.rpartition(".")[2], key
        assert english.has(key)


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


def test_the_word_after_a_number_is_that_of_one_or_of_many() -> None:
    dutch, english = texts_in("nl"), texts_in("en")
    for value in ("0,4 tot 0,6", "1", "1,0"):
        assert dutch.unit("weeks", value) == f"{value} week"
    for value in ("0", "2", "0,4 tot 1,6", "1.000"):
        assert dutch.unit("weeks", value) == f"{value} weken"
    for value in ("0", "0.5", "2", "1,000"):
        assert english.unit("weeks", value) == f"{value} weeks"
    assert english.unit("weeks", "1") == "1 week"


def test_every_message_of_one_has_one_of_many() -> None:
    for texts in (texts_in(language) for language in LANGUAGES):
        forms = {key for key in texts.messages if key.endswith((".one", ".many"))}
        bases = {key.rpartition(".")[0] for key in forms}
        assert forms == {f"{base}.{form}" for base in bases for form in ("one", "many")}
        ones = (texts.messages[f"{base}.one"] for base in bases if not base.startswith("unit."))
        assert not [message for message in ones if re.search(r"\{n\} \w+en\b", message)]


def test_dates_and_lists_are_in_words() -> None:
    day = dt.date(2024, 10, 1)
    assert DUTCH.date(day) == f"1{NBSP}oktober{NBSP}2024"
    assert ENGLISH.date(day) == f"1{NBSP}October{NBSP}2024"
    assert DUTCH.listed(["a", "b", "c"]) == "a, b en c"
    assert ENGLISH.listed(["a"]) == "a"
