"""Milliseconds until Chromium shows anything of a page on a phone: `first_picture.py PAGE`."""

import shutil
import sys
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

TIMES = 5
PHONE = {"width": 360, "height": 800}
PAINTED = """() => new Promise(done => new PerformanceObserver(list => {
  const first = list.getEntriesByName('first-contentful-paint')[0];
  if (first) done(first.startTime);
}).observe({type: 'paint', buffered: true}))"""


def painted(browser: Browser, page: Path) -> float:
    """Of one opening, with nothing kept from another."""
    shown = browser.new_context(viewport=PHONE).new_page()
    shown.goto(page.resolve().as_uri())
    milliseconds = float(shown.evaluate(PAINTED))
    shown.context.close()
    return milliseconds


def main(page: str) -> None:
    """Print the middle of a few openings, after one that warms Chromium up."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=("--no-sandbox", "--disable-gpu")
        )
        times = [painted(browser, Path(page)) for _ in range(TIMES + 1)]
        browser.close()
    print(round(median(times[1:])))


if __name__ == "__main__":
    main(sys.argv[1])
