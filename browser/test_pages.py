"""The published pages as people meet them: on a phone and a screen, by keyboard, read aloud."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

HOUSE = Path(__file__).parents[1]
PUBLISHED = HOUSE / "results" / "published" / "policy-comparison"
LOOKED_AT = Path(os.environ.get("PAGES_IN") or PUBLISHED).resolve()
STYLE = HOUSE / "sim" / "report" / "templates" / "report.css"
PAGES = ("report.html", "report.en.html")
CHROMIUM = shutil.which("chromium")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-software-rasterizer")
"""In a container or as root Chromium cannot shut itself in; it opens our own files only."""
WIDTHS = (360, 768, 1280)
LARGEST_BYTES = 3_000_000
VALIDATE = HOUSE / "browser" / "node_modules" / ".bin" / "html-validate"
CONTRAST = "color-contrast"
TOLD = {"resultTypes": ["violations", "incomplete"]}
"""Of what passes nothing is told, which takes half of the time."""


def missing(what: str) -> NoReturn:
    """Leave a test out by its name; where CI has the browser that counts as failed."""
    reason = f"{what} is not there; make browser installs it, and runs this"
    if CHROMIUM is not None and os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    if CHROMIUM is None:
        missing("Chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module", params=PAGES)
def page(chromium: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page, and in `heard` what it asked for and said since it was opened."""
    _leave_out_older(LOOKED_AT / request.param)
    page = chromium.new_page()
    page.heard = []
    page.on("console", lambda message: page.heard.append(message.text))
    page.on("pageerror", lambda error: page.heard.append(str(error)))
    page.on("request", lambda asked: page.heard.append(asked.url))
    page.goto((LOOKED_AT / request.param).as_uri())
    yield page
    page.close()


def _leave_out_older(path: Path) -> None:
    """A style is mended first and published later; what is not published yet cannot be seen."""
    style = STYLE.read_text(encoding="utf-8")
    if path.parent == PUBLISHED and style not in path.read_text(encoding="utf-8"):
        pytest.skip(f"{path.name} was published before its style changed; make publish, then this")


def shown(page: Any, width: int, *, unfolded: bool) -> Any:
    """The page at a width in CSS pixels, with all `<details>` open or all closed."""
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate(
        "is => document.querySelectorAll('details').forEach(item => item.open = is)", unfolded
    )
    return page


def looked_at(page: Any, capsys: pytest.CaptureFixture[str], **options: Any) -> list[str]:
    """What axe finds wrong; what it cannot decide is printed, for a person to look at."""
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        missing("axe-playwright-python")
    result = Axe().run(page, options={**TOLD, **options}).response
    with capsys.disabled():
        for item in result["incomplete"]:
            reasons = {check["message"] for node in item["nodes"] for check in node["any"]}
            print(f"\nneeds review: {item['id']}, {len(item['nodes'])} times:", *sorted(reasons))
    return [f"{item['id']}: {node['html']}" for item in result["violations"]
            for node in item["nodes"]]  # fmt: skip


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_fault(page: Any, capsys: pytest.CaptureFixture[str], width: int) -> None:
    assert looked_at(shown(page, width, unfolded=False), capsys) == []


@pytest.mark.parametrize("width", [WIDTHS[0], WIDTHS[-1]])
def test_axe_finds_no_fault_in_what_unfolds(
    page: Any, capsys: pytest.CaptureFixture[str], width: int
) -> None:
    without = {CONTRAST: {"enabled": False}}
    assert looked_at(shown(page, width, unfolded=True), capsys, rules=without) == []


def test_what_unfolds_has_contrast(page: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Colours are the dearest to look at: those of the first rows, which all others have too."""
    shown(page, WIDTHS[1], unfolded=True)
    style = page.add_style_tag(content="tbody tr:nth-child(n+4) { display: none !important; }")
    faults = looked_at(page, capsys, runOnly=[CONTRAST])
    style.evaluate("style => style.remove()")
    assert faults == []


def test_a_page_asks_for_nothing_and_says_nothing(page: Any) -> None:
    shown(page, WIDTHS[0], unfolded=True).wait_for_load_state("networkidle")
    assert [line for line in page.heard if not line.startswith("data:")] == [page.url]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_small(name: str) -> None:
    assert (LOOKED_AT / name).stat().st_size < LARGEST_BYTES


FOCUSABLE = "a[href], summary, button, input, select, [tabindex]"
FOCUSED = """() => {
  const item = document.activeElement;
  const style = getComputedStyle(item);
  return [item.dataset.number ?? '', item.tagName === 'SUMMARY' && !item.parentElement.open,
    style.outlineStyle !== 'none' && style.outlineWidth !== '0px'];
}"""


def test_all_is_reached_by_keyboard_and_shows_where_one_is(page: Any) -> None:
    shown(page, WIDTHS[-1], unfolded=False)
    page.evaluate("document.activeElement.blur()")
    many = page.evaluate(
        "query => [...document.querySelectorAll(query)]"
        ".map((item, number) => item.dataset.number = number).length",
        FOCUSABLE,
    )
    reached, unseen = set(), set()
    for _ in range(many):
        page.keyboard.press("Tab")
        number, is_closed, shows = page.evaluate(FOCUSED)
        reached.add(number)
        if not shows:
            unseen.add(number)
        if is_closed:
            page.keyboard.press("Enter")
    assert reached == {str(number) for number in range(many)}
    assert unseen == set()
    assert page.evaluate("document.querySelectorAll('details:not([open])').length") == 0


SIDEWAYS = """() => {
  const width = document.documentElement.clientWidth;
  return [...document.body.querySelectorAll('*')]
    .filter(item => !item.closest('.scroll, .unseen') && item.getClientRects().length)
    .filter(item => item.getBoundingClientRect().right > width + 0.5)
    .filter(item => getComputedStyle(item).clipPath === 'none' && !item.closest('thead'))
    .map(item => item.outerHTML.slice(0, 120));
}"""


@pytest.mark.parametrize("width", [320, 640], ids=["narrowest", "zoomed-twice"])
def test_nothing_but_a_wide_table_in_its_frame_goes_sideways(page: Any, width: int) -> None:
    shown(page, width, unfolded=True)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    assert page.evaluate(SIDEWAYS) == []


SHEET = {"width": 725, "height": 1058}
"""Pixels of CSS on an A4 within the margins of the page: 192 by 280 mm."""


def test_page_one_is_three_screens_of_a_phone_and_one_sheet_of_paper(page: Any) -> None:
    def ends_at() -> float:
        return float(page.evaluate(
            "document.querySelector('#answer').getBoundingClientRect().bottom + scrollY"
        ))  # fmt: skip

    shown(page, WIDTHS[0], unfolded=False)
    assert ends_at() <= 3 * 800
    page.emulate_media(media="print")
    page.set_viewport_size(SHEET)
    assert ends_at() <= SHEET["height"]
    page.emulate_media(media="screen")


def test_a_page_is_at_most_ten_screens_of_a_phone_before_closed_parts_open(page: Any) -> None:
    shown(page, WIDTHS[0], unfolded=False)
    assert page.evaluate("document.scrollingElement.scrollHeight") <= 10 * 800


def test_the_chain_moves_is_held_by_a_key_and_is_still_for_who_asks(page: Any) -> None:
    shown(page, WIDTHS[0], unfolded=True)
    if not page.locator(".chain-moves").count():
        pytest.skip("these pages tell nothing of lists by year; those of make publish do")

    def moving() -> int:
        return int(page.evaluate(
            "() => document.getAnimations().filter(item => item.playState === 'running').length"
        ))  # fmt: skip

    hold = page.locator(".chain-moves input")
    assert moving() > 0
    hold.press("Space")
    assert moving() == 0
    hold.press("Space")
    assert moving() > 0
    for still in ({"reduced_motion": "reduce"}, {"media": "print"}):
        page.emulate_media(**still)
        assert moving() == 0
        assert not hold.is_visible()
        page.emulate_media(reduced_motion="no-preference", media="screen")


def test_the_html_is_valid() -> None:
    if not VALIDATE.exists() or shutil.which("node") is None:
        missing("html-validate")
    config = HOUSE / "browser" / ".htmlvalidate.json"
    command = [VALIDATE, "--config", config, *(LOOKED_AT / name for name in PAGES)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[:4000]
