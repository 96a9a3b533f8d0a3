"""The quick reader gives the events of the full parser, or gives up."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from sim.scenario.simple import simple_events
from tests.mutations import FILES, HOUSE, mutation

FRAME = (StreamStartEvent, StreamEndEvent, DocumentStartEvent, DocumentEndEvent)
CASES = sorted((Path(__file__).parent / "cases").rglob("*.yaml"))


def told(event: Any) -> tuple[object, ...]:
    """What the reader looks at; where a collection ends, and where nothing stands, is not."""
    value, implicit = getattr(event, "value", None), getattr(event, "implicit", None)
    has_place = "End" not in type(event).__name__ and value != ""
    line = event.start_mark.line if has_place else None
    if value is None:
        return type(event).__name__, line
    return "ScalarEvent", value, tuple(implicit), getattr(event, "style", None) or None, line


def parsed(text: str) -> list[tuple[object, ...]] | None:
    """The events of the full parser; None for what is not YAML."""
    yaml = YAML(typ="safe", pure=True)
    yaml.version = (1, 2)
    try:
        return [told(event) for event in yaml.parse(text) if not isinstance(event, FRAME)]
    except YAMLError:
        return None


def assert_same(text: str) -> None:
    events = simple_events(text)
    if events is not None:
        assert [told(event) for event in events] == parsed(text)


@pytest.mark.parametrize("file", FILES)
def test_a_shipped_file_is_simple_and_read_alike(file: str) -> None:
    text = (HOUSE / file).read_text("utf-8")

    events = simple_events(text)

    assert events is not None
    assert [told(event) for event in events] == parsed(text)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_is_read_alike_or_left_to_the_parser(path: Path) -> None:
    assert_same(path.read_text("utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n", "a:\n- b\n- c\n", "a:\n  - {b: 1,\n     c: 2}\n", "a: {b}\n", "a: [b: 1]\n",
        "a: {b: 0,24, c: 1}\n", "a: {b: }\n", "a: {b:1}\n", "a: b: c\n", "- a: 1\n  b: 2\n",
        "a: 'it''s'\n", 'a: "\\x41"\n', "a: b # c\n", "a: b#c\n", "a: {b: c#d, e: f} # g\n",
        "a: x\n  y\n", "a: {b: x\n  y}\n", "a: |\n  x\n", "a: {b: [1, 2], }\n", "a: [1, 2, ]\n",
        "a: [,]\n", "a: {,}\n", "a: 1\n b: 2\n", " a: 1\n", "a:\n\n\nb:\n", "a: -1\n", "a: - 1\n",
        "a: {? b: 1}\n", "? a\n", "a: &b 1\n", "a: *b\n", "a: !t 1\n", "a: 10:30\n", "a: 1]\n",
        "{a: 1}\n", "a: {b: 1}}\n", "a: {b: 1} c\n", "a: 'b' c\n", "a : 1\n", "a:1\n", "'a': 1\n",
        "a: {'b': 1, \"c\": 2}\n", "a: {\"b\":1}\n", "a: http://x/y\n", "a: {b: http://x/y}\n",
        "a: [http://x/y, 2]\n", "a: \"b\n  c\"\n", "a: {b: 1\n", "a: # b\n  c: 1\n",
        "a: [a # b\n]\n",
        "a: {b: 1,c: 2}\n", "a: {b: 'x'y}\n", "a: ''\n", "a: {b: ''}\n", "a: {b: - 1}\n",
        "-\n- a\n", "a:\n  {b: 1,\n   c: 2}\nd: 3\n", "a:\n  {b: 1}: 2\n", "a:\n- {b: 1}\n  c\n",
        "a:\n  b\n",
        "a: {b: 1,\nc: 2}\n", "a: [b, - c]\n", "a: (x, y)\n", "a: b:\n", "a: {b::c}\n", "a: x: y\n",
    ],
)  # fmt: skip
def test_a_corner_is_read_alike_or_left_to_the_parser(text: str) -> None:
    assert_same(text)


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_a_slip_of_the_hand_is_read_alike_or_left_to_the_parser(first: int) -> None:
    for seed in range(first, first + 50):
        made = mutation(seed)
        if len(made.text) < 20_000:
            assert_same(made.text)
