"""Shipped files changed by chance in one place, as slips of the hand change them.

Each mutated file is read and checked, and what passes runs small. A slip may be refused with a
message, or make another scenario that runs; it never gives a traceback, a hang, or a scenario that
passes the checks and fails in the run.
"""

from __future__ import annotations

import datetime as dt
import faulthandler
import random
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import chdir
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from traceback import format_exc

from sim.checks import load, load_experiment
from sim.errors import MOST_SHOWN, InputError
from sim.results.matters import Matters
from sim.running.simulation import simulate
from sim.traffic.size import refuse_too_large

HOUSE = Path(__file__).parents[1]
SCALE = 0.002
MOST_VISITS = 30_000
"""A bound on the work of one run: what asks more is checked, and not run."""
RUN_DAYS = 400
WATCHED_SECONDS = 900
"""Far more than any mutation takes on a busy machine: only a hang lasts so long."""

VALUES = (
    "0", "-1", "1", "0.5", "1e9", "1e15", "1e300", "-1e300", "1e-9", "1e-300", "1e400", ".nan",
    ".inf", "2.5", "6.000", "0,24", "5%", "4 500", "word", '"12"', "true", "null", "", "[]", "[1]",
    "[desk, desk]", "{}", "{a: 1}", "{2023-01-01: 1}", "{2023: 1, 2024: 2}", "{value: 1}",
    "{path: {}}", "{factor: 2}", "unlimited", "2023-01-01", "1-7-2022", "9999-12-31",
    "0001-01-01", "2019-12-31", "out", "back", "default", "all", "~", "'", "0x1F", "9" * 60,
)  # fmt: skip
SIGNS = (
    "\u00a0", "\u200b", "\u202e", "\u0301", "\t", "\x07", "\r", "😀", "{", "}", "[", "]", ":", ": ",
    ",", "#", " #", '"', "'", "&a ", "*a", "!t ", "|", ">", "-", "- ", "?", "%", "@", "`", "\\",
    "\ufeff", "\n", "\n\n", "---\n", "...\n", "<<: ", "é", "%YAML 1.1\n",
)  # fmt: skip
_SCALAR = re.compile(r"(?<=[:\[,] )[^\s{}\[\],#][^{}\[\],#\n]*")
_NUMBER = re.compile(r"(?<=[\s:\[{(])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?=[,}\]\s])")
_KEY = re.compile(r"[\w-]+(?=:\s)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Mutation:
    """What was done to which shipped file, and the file that it makes."""

    file: str
    what: str
    text: str


def mutation(seed: int) -> Mutation:
    """The mutation of this number, the same on every machine."""
    chance = random.Random(f"mutation {seed}")
    file = chance.choice(FILES)
    text = _text(file)
    what = chance.choice(list(MUTATORS))
    return Mutation(file, what, MUTATORS[what](text, chance))


def outcome(made: Mutation, folder: Path) -> str:
    """What came of it: refused, too large, or ran; any other error is raised."""
    home = _copied(folder)
    place = home / made.file
    place.write_text(made.text, encoding="utf-8", errors="surrogatepass", newline="")
    faulthandler.dump_traceback_later(WATCHED_SECONDS, exit=True)
    try:
        with chdir(home):
            return _outcome(made.file)
    except InputError as refused:
        lines = str(refused).splitlines()
        assert 0 < len(lines) <= MOST_SHOWN + 1, lines
        assert all(line.isprintable() for line in lines), lines
        return "refused"
    finally:
        faulthandler.cancel_dump_traceback_later()
        place.write_text(_text(made.file), encoding="utf-8", newline="")


def _outcome(file: str) -> str:
    if file.startswith("experiments/"):
        Matters(load_experiment(file).matters)
        return "read"
    scenario = load(_user_of(file))
    if refuse_too_large(scenario, scale=SCALE).visits > MOST_VISITS:
        return "checked"
    period = scenario.period
    end = min(period.end, period.start + dt.timedelta(RUN_DAYS))
    first = min(period.report_from, end - dt.timedelta(1))
    short = period.model_copy(update={"end": end, "report_from": first})
    try:
        simulate(scenario.model_copy(update={"period": short}), scale=SCALE)
    except InputError as failed:
        raise AssertionError(f"passes the checks and fails in the run: {failed}") from failed
    return "ran"


# ---------------------------------------------------------------------------- the shipped files


def _shipped() -> list[str]:
    paths = [
        path for kind in ("scenarios", "experiments") for path in (HOUSE / kind).rglob("*.yaml")
    ]
    return sorted(path.relative_to(HOUSE).as_posix() for path in paths)


FILES = _shipped()


@cache
def _text(file: str) -> str:
    return (HOUSE / file).read_text(encoding="utf-8")


@cache
def _user_of(file: str) -> str:
    """The scenario to check when this file is mutated: itself, or one that asks for it."""
    text = _text(file)
    kind = "uses" if "\nblock: 1" in text else "parts" if "\npart: 1" in text else ""
    if not kind:
        return file
    asks = re.compile(rf"(?m)^{kind}:[^\n]*\b{re.escape(Path(file).stem)}\b")
    return next(item for item in FILES if asks.search(_text(item)))


def _copied(folder: Path) -> Path:
    home = folder / "house"
    if not home.exists():
        for kind in ("scenarios", "experiments"):
            shutil.copytree(HOUSE / kind, home / kind)
    return home


# ---------------------------------------------------------------------------- what hands do


def _lines(change: Callable[[list[str], int, random.Random], None]) -> Mutator:
    def mutate(text: str, chance: random.Random) -> str:
        lines = text.splitlines(keepends=True)
        change(lines, chance.randrange(len(lines)), chance)
        return "".join(lines)

    return mutate


def _places(pattern: re.Pattern[str], value: Callable[[str, random.Random, str], str]) -> Mutator:
    """Change one place that the pattern finds; the value gets the old one, chance and the text."""

    def mutate(text: str, chance: random.Random) -> str:
        matches = list(pattern.finditer(text))
        if not matches:
            return text[: len(text) // 2]
        match = chance.choice(matches)
        return text[: match.start()] + value(match[0], chance, text) + text[match.end() :]

    return mutate


def _drop(lines: list[str], at: int, _: random.Random) -> None:
    del lines[at]


def _double(lines: list[str], at: int, _: random.Random) -> None:
    lines.insert(at, lines[at])


def _swap(lines: list[str], at: int, chance: random.Random) -> None:
    other = chance.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def _move(lines: list[str], at: int, chance: random.Random) -> None:
    lines.insert(chance.randrange(len(lines)), lines.pop(at))


def _indent(lines: list[str], at: int, chance: random.Random) -> None:
    line = lines[at]
    lines[at] = chance.choice((" " + line, "  " + line, "\t" + line, line.lstrip(" "), line[1:]))


def _other_lines(lines: list[str], at: int, chance: random.Random) -> None:
    """Lines of another file come in."""
    others = _text(chance.choice(FILES)).splitlines(keepends=True)
    first = chance.randrange(len(others))
    lines[at:at] = others[first : first + chance.randint(1, 8)]


def _spelled(word: str, chance: random.Random, _: str) -> str:
    at = chance.randrange(len(word))
    return chance.choice((word[:at] + word[at + 1 :], word[:at] + "x" + word[at:], word.upper()))


def _another(pattern: re.Pattern[str]) -> Callable[[str, random.Random, str], str]:
    return lambda _, chance, text: chance.choice(pattern.findall(text))


def _odd_value(_: str, chance: random.Random, __: str) -> str:
    return chance.choice(VALUES)


def _scaled(number: str, chance: random.Random, _: str) -> str:
    return f"{float(number) * chance.choice((-1, 0, 1e-6, 0.1, 1.5, 10, 1000, 1e6)):.10g}"


def _sign(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text[:at] + chance.choice(SIGNS) + text[at:]


def _cut(text: str, chance: random.Random) -> str:
    return text[: chance.randrange(len(text))]


def _other_file(_: str, chance: random.Random) -> str:
    return _text(chance.choice(FILES))


Mutator = Callable[[str, random.Random], str]
MUTATORS: dict[str, Mutator] = {
    "line dropped": _lines(_drop),
    "line doubled": _lines(_double),
    "lines swapped": _lines(_swap),
    "line moved": _lines(_move),
    "indented otherwise": _lines(_indent),
    "lines of another file": _lines(_other_lines),
    "another file": _other_file,
    "cut off": _cut,
    "odd sign": _sign,
    "odd value": _places(_SCALAR, _odd_value),
    "odd number": _places(_NUMBER, _odd_value),
    "number scaled": _places(_NUMBER, _scaled),
    "another date": _places(_DATE, _another(_DATE)),
    "another word": _places(_SCALAR, _another(_SCALAR)),
    "another key": _places(_KEY, _another(_KEY)),
    "key misspelled": _places(_KEY, _spelled),
    "word misspelled": _places(_SCALAR, _spelled),
}


def main(first: int, last: int, folder: Path) -> int:
    """Try the mutations from `first` to before `last`; tell every fault, and count the rest."""
    folder.mkdir(parents=True, exist_ok=True)
    counts: Counter[str] = Counter()
    for seed in range(first, last):
        made = mutation(seed)
        try:
            counts[outcome(made, folder)] += 1
        except Exception:
            counts["fault"] += 1
            print(f"mutation {seed}: {made.what} in {made.file}\n{format_exc()}", flush=True)
        if seed % 100 == 99:
            print(seed + 1, dict(counts), flush=True)
    print(dict(counts))
    return int(counts["fault"] > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])))
