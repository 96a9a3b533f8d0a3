"""A drawing in fewer bytes is the same drawing, and its words stay as they are."""

import html
import io
import re
from urllib.parse import unquote

import numpy as np
import pytest
from PIL import Image, ImageColor

from sim.figures.slim import slim_png, slim_svg
from sim.figures.style import LINES
from sim.report.page import address_of


def slim(*tags: str, style: str = "<style></style>") -> str:
    drawn = slim_svg(f"<svg>{style}{''.join(tags)}</svg>").decode()
    return drawn.replace("\n", "").removeprefix("<svg>").removesuffix("</svg>")


def test_numbers_in_a_drawing_stay_as_they_are_written() -> None:
    drawn = '<path d="M 1.23456 2 \nL 3 4 \nz\n"/>\n<text x="7.77777">4.000 en 1.2345</text>'
    expected = '<path d="m1.2 2 1.8 2z"/>\n<text x="7.77">4.000 en 1.2345</text>'
    assert slim_svg(drawn).decode() == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("M 10 10 L 10.5 9.7 L 11 10", "m10 10 .5 -.3 .5 .3"),
        ("M 1 1 L 2 1 z M 5 5 L 6 6", "m1 1 1 0zm4 4 1 1"),  # after z it goes on at the begin
        ("M 0 0 C 1 0 2 1 2 2 C 2 3 1 4 0 4", "m0 0c1 0 2 1 2 2 0 1 -1 2 -2 2"),
        ("M 0 0 C 1 0 2 1 2 2 L 3 3", "m0 0c1 0 2 1 2 2l1 1"),
        ("M 100 200 L 100 200", "m100 200 0 0"),
        ("M 0 0 A 5 5 0 0 1 10 10", "M 0 0 A 5 5 0 0 1 10 10"),  # an arc is left as it is
    ],
)
def test_a_path_by_its_steps_goes_where_it_went(path: str, expected: str) -> None:
    (found,) = re.findall('d="([^"]*)"', slim(f'<path d="{path}"/>'))
    assert found.replace("-", " -").replace("  -", " -").replace("m -", "m-") == expected


def test_looks_of_several_things_are_said_once() -> None:
    drawn = slim('<path style="fill: #fff"/>' * 2, '<text style="fill: #000">style="a"</text>')
    assert "<style>.a{fill:#fff}</style>" in drawn
    assert drawn.count('<path class="a"/>') == 2
    assert '<text style="fill:#000">style="a"</text>' in drawn


def test_groups_that_say_nothing_go_with_their_own_ends() -> None:
    drawn = slim('<g><g clip-path="url(#far)"><g><path/></g></g></g>')
    assert drawn.endswith('<g clip-path="url(#far)"><path/></g>')


def test_what_is_pointed_at_is_still_found() -> None:
    drawn = slim(
        '<path id="m12ab"/><path id="loose"/><use xlink:href="#m12ab"/>', "<text>#m12ab</text>"
    )
    assert drawn.endswith('<path id="a"/><path/><use href="#a"/><text>#m12ab</text>')


def test_an_address_gives_the_drawing_back_and_ends_no_attribute() -> None:
    words = "it's &lt;script&gt; &quot;=1+1&quot; \u202e \U0001f600 100%"
    address = address_of(f'<svg><text x="1">{words}</text></svg>'.encode())
    assert not set('"<>&') & set(address)
    back = unquote(str(address)).removeprefix("data:image/svg+xml,")
    assert html.unescape(back) == html.unescape(f"<svg><text x='1'>{words}</text></svg>")


def test_the_lines_of_policies_keep_their_colours_in_a_png() -> None:
    """Each line is thin beside the band around it, which has edges of every tint."""
    kept = ["white", *(line.colour for line in LINES)]
    colours = np.array([ImageColor.getrgb(colour) for colour in kept[1:]])
    tints = np.linspace(0.6, 1.0, 24)[:, None]
    rows = [colour + (255 - colour) * tints for colour in colours]
    drawn = np.repeat(np.repeat(np.array(rows), 40, axis=0), 40, axis=1)
    lines = np.arange(len(LINES)) * 40 + 20
    drawn[lines] = colours[:, None, :]

    shown = Image.open(io.BytesIO(slim_png(Image.fromarray(drawn.astype(np.uint8)), 150, kept)))

    assert (np.asarray(shown.convert("RGB"))[0, -1] == 255).all()
    apart = np.abs(np.asarray(shown.convert("RGB")).astype(int)[lines, 0] - colours)
    assert apart.max() <= 16


def test_a_group_that_holds_nothing_takes_no_other_end_away() -> None:
    drawn = slim('<g><path/></g><g id="x"><g clip-path="url(#x)"/><rect/></g>')
    assert drawn.endswith('<path/><g id="a"><rect/></g>')
