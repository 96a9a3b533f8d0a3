"""Page one of the published page as a picture, for the README: `make picture`."""

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

HOUSE = Path(__file__).parents[1]
PAGE = HOUSE / "results" / "published" / "policy-comparison" / "report.en.html"
PICTURE = HOUSE / "docs" / "page-one.png"
WIDTH, MARGIN = 1100, 16


def main() -> None:
    """Take all that stands above the end of the answer."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=("--no-sandbox", "--disable-gpu")
        )
        page = browser.new_page(viewport={"width": WIDTH, "height": WIDTH})
        page.goto(PAGE.as_uri())
        answer = page.locator("#answer").bounding_box()
        assert answer is not None
        height = answer["y"] + answer["height"] + MARGIN
        area = {"x": 0.0, "y": 0.0, "width": float(WIDTH), "height": height}
        page.screenshot(path=PICTURE, clip=area, full_page=True)
        browser.close()


if __name__ == "__main__":
    main()
