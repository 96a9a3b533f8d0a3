"""The same drawing in fewer bytes: a page holds all of its figures, and a copy has a limit."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import count, product
from string import ascii_lowercase

import numpy as np
import pandas as pd
from PIL import Image, ImageColor

PNG_COLOURS = 64
_LINKS = ' xmlns:xlink="http://www.w3.org/1999/xlink"'
_TAG = re.compile(r"<[^>]*>")
_POINTS = {"M": 1, "L": 1, "Q": 2, "C": 3}
"""How many points each command of a path takes; what follows the first of M is as after L."""
_WORDS = re.compile(r"[MLQC]|z|-?[\d.]+")
_OTHERS = re.compile("[ABD-KN-PR-Ya-y]")


def slim_svg(drawn: str) -> bytes:
    """A drawing with few decimals, without what no reader sees, with typefaces to spare.

    The text stays text. Who has no DejaVu Sans sees Verdana, which is as wide.
    """
    drawn = re.sub(r"(?s)<metadata>.*?</metadata>|<!DOCTYPE.*?>", "", drawn)
    named = set(re.findall(r'(?:url\(|href=")#([^)"]+)', drawn))

    def slim_tag(result: re.Match[str]) -> str:
        tag = re.sub(r"(\d+\.\d\d)\d+", r"\1", " ".join(result[0].split()))
        tag = re.sub(r' transform="rotate\(-0 [^"]*"', "", tag)
        tag = re.sub(r' d="([^"]*)"', _slim_path, tag)
        tag = re.sub(r' style="([^"]*)"', lambda style: re.sub("([:;]) ", r"\1", style[0]), tag)
        tag = tag.replace("'DejaVu Sans'", "DejaVu Sans,Verdana,sans-serif")
        return re.sub(r' id="([^"]+)"', lambda id_: id_[0] if id_[1] in named else "", tag)

    slim = _with_short_names(_without_bare_groups(_TAG.sub(slim_tag, drawn)), named)
    return re.sub(r">\s+<", ">\n<", _with_classes(slim)).strip().encode()


def _without_bare_groups(drawn: str) -> str:
    """Groups that say nothing of what they hold are left out, with their ends."""
    told: list[bool] = []

    def kept(result: re.Match[str]) -> str:
        tag = result[0]
        if tag == "</g>":
            return tag if told.pop() else ""
        if re.match(r"<g[ />].*/>", tag):  # a line of which nothing is to be seen
            return ""
        if re.match(r"<g[ >]", tag):
            told.append(tag != "<g>")
            return tag if told[-1] else ""
        return tag

    return _TAG.sub(kept, drawn)


def _letters() -> Iterator[str]:
    """Names as short as can be: a, b, ..., aa, ab, ..."""
    for size in count(1):
        yield from map("".join, product(ascii_lowercase, repeat=size))


def _with_short_names(drawn: str, named: set[str]) -> str:
    """What is pointed at by a name of one letter or two, in the order in which it stands."""
    ordered = [name for name in re.findall(r' id="([^"]+)"', drawn) if name in named]
    short = dict(zip(dict.fromkeys(ordered), _letters(), strict=False))
    drawn = drawn.replace("xlink:href", "href").replace(_LINKS, "")

    def renamed(result: re.Match[str]) -> str:
        return re.sub(
            r'( id="|url\(#|href="#)([^)"]+)',
            lambda name: f"{name[1]}{short.get(name[2], name[2])}",
            result[0],
        )

    return _TAG.sub(renamed, drawn)


def _with_classes(drawn: str) -> str:
    """What is said of the looks of several things is said once."""
    counted = Counter(style for tag in _TAG.findall(drawn) for style in _style_of(tag))
    classes = {
        style: name
        for (style, number), name in zip(counted.most_common(), _letters(), strict=False)
        if number > 1
    }
    if "</style>" not in drawn:
        return drawn

    def short(result: re.Match[str]) -> str:
        return re.sub(
            r' style="([^"]*)"',
            lambda style: f' class="{classes[style[1]]}"' if style[1] in classes else style[0],
            result[0],
        )

    rules = "".join(f".{name}{{{style}}}" for style, name in classes.items())
    return _TAG.sub(short, drawn).replace("</style>", f"{rules}</style>", 1)


def _style_of(tag: str) -> list[str]:
    return re.findall(r' style="([^"]*)"', tag)


# ------------------------------------------------------------------ paths


def _slim_path(result: re.Match[str]) -> str:
    """A path to a tenth of a point, told by its steps, without letters that follow anyway."""
    path = re.sub(r"(\d+\.\d)\d+", r"\1", result[1]).strip().replace(".0 ", " ")
    return f' d="{path if _OTHERS.search(path) else _in_steps(path)}"'


def _in_steps(path: str) -> str:
    """Each point by how far it is from the last, in exact decimals, so that nothing drifts."""
    parts: list[str] = []
    at = begin = (Decimal(0), Decimal(0))
    words = _WORDS.findall(path)
    command, follows, place = "", "", 0
    while place < len(words):
        if words[place] == "z":
            parts.append("z")
            at, follows, place = begin, "", place + 1
            continue
        if words[place] in _POINTS:
            command, place = words[place], place + 1
        if command.lower() != follows:
            parts.append(command.lower())
        ends = place + 2 * _POINTS[command]
        numbers = [Decimal(word) for word in words[place:ends]]
        parts += [_step(number - at[axis % 2]) for axis, number in enumerate(numbers)]
        at, place = (numbers[-2], numbers[-1]), ends
        if command == "M":
            begin, command = at, "L"
        follows = command.lower()
    return _joined(parts)


def _step(step: Decimal) -> str:
    """A number without the nought before its point or behind it."""
    text = f"{step.normalize():f}"
    return "0" if text in ("-0", "0") else text.replace("0.", ".", 1) if abs(step) < 1 else text


def _joined(parts: list[str]) -> str:
    """With a space only where two numbers would else be one."""
    text = ""
    for part in parts:
        is_number = part[0].isdigit() or part[0] == "."
        is_apart = is_number and text[-1:].isdigit()
        text += f" {part}" if is_apart else part
    return text


# ------------------------------------------------------------------ pixels


def slim_png(shown: Image.Image, dpi: int, kept: Sequence[str]) -> bytes:
    """The same picture with a palette, a third of the size.

    The colours that are kept stand in it as they are: of a thin line beside wide bands of other
    tints a palette would take one of those.
    """
    whole = shown.convert("RGB")
    own = [ImageColor.getrgb(colour)[:3] for colour in kept]
    rest = whole.quantize(PNG_COLOURS - len(own)).getpalette() or []
    palette = np.array([*own, *np.reshape(rest, (-1, 3))], np.int64)
    red, green, blue = np.moveaxis(np.asarray(whole).astype(np.int32), -1, 0)
    place, colours = pd.factorize((red << 16 | green << 8 | blue).ravel())
    apart = (colours[:, None, None] >> (16, 8, 0) & 255) - palette
    nearest = (apart**2).sum(axis=2).argmin(axis=1)
    drawn = Image.fromarray(nearest.astype(np.uint8)[place.reshape(red.shape)]).convert("P")
    drawn.putpalette(palette.astype(np.uint8).tobytes())
    out = io.BytesIO()
    drawn.save(out, format="PNG", optimize=True, dpi=(dpi, dpi))
    return out.getvalue()
