"""The words on the map: what stands in a box, below the drawing and for who cannot see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ..results.small_cells import FEW, is_few
from ..scenario.schema import Text
from ..telling.chain import Chain, Stop, Way
from ..texts import Texts


def words_of(stop: Stop, chain: Chain, shared: dict[str, int], texts: Texts) -> tuple[str, ...]:
    """The title of a station and the small lines below it."""
    lines = [title_of(stop.title, stop.name, texts), _per_year(stop.starts_per_year, texts)]
    if stop.places is not None:
        mark = _mark(shared[stop.pool]) if stop.pool in shared else ""
        lines.append(texts.count("map.places", stop.places) + mark)
    if stop.gemeenten is not None and stop.starts_per_year > 0:
        lines.append(_only(stop.gemeenten, chain.gemeenten, texts))
    return tuple(lines)


def _per_year(per_year: float, texts: Texts) -> str:
    """A number of clients a year, rounded as it deserves; none under ten."""
    if per_year <= 0:
        return texts("map.nobody")
    if is_few(per_year):
        return texts("map.few", n=texts.formats.number(FEW))
    step = 10 if per_year >= 100 else 1
    return texts("map.per_year", n=texts.formats.number(step * round(per_year / step)))


def _only(gemeenten: Sequence[str], all_of_them: int, texts: Texts) -> str:
    if len(gemeenten) == 1:
        return texts("map.only_one", gemeente=gemeenten[0])
    return texts("map.only_some", n=len(gemeenten), all=all_of_them)


def title_of(title: Text | None, name: str, texts: Texts) -> str:
    """A title in the language of the map, else the name."""
    spec = title.in_language(texts.lang) if title is not None else ""
    return " ".join((spec or name.replace("_", " ")).split())


def shared_pools(chain: Chain) -> dict[str, int]:
    """Limited pools that more than one station draws from, numbered."""
    users: dict[str, int] = defaultdict(int)
    for stop in chain.stops:
        users[stop.pool] += stop.places is not None
    return {pool: at for at, pool in enumerate((p for p, n in users.items() if n > 1), start=1)}


def _mark(number: int) -> str:
    return "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(figure)] for figure in str(number))


def notes_of(chain: Chain, ways: Sequence[Way], shared: dict[str, int], texts: Texts) -> list[str]:
    """What the map counts, what it leaves out and which stations share places."""
    whole = sum(way.per_year for way in chain.ways)
    notes = [texts("map.counts", date=texts.formats.date(chain.at))]
    if whole > 0:
        left = max(0.0, 1 - sum(way.per_year for way in ways) / whole)
        spec = texts.formats.percent(left) if left >= 0.005 or not left else "<1%"
        notes.append(texts("map.left_out", share=spec) if left > 1e-9 else texts("map.all"))
    own = [title_of(stop.title, stop.name, texts) for stop in chain.stops if stop.by_gemeente]
    if own:
        notes.append(texts("map.by_gemeente", names=texts.formats.listed(own)))
    for stop in chain.stops:
        if stop.seen_weeks is not None:
            weeks, title = (
                texts.formats.number(stop.seen_weeks, 1),
                title_of(stop.title, stop.name, texts),
            )
            notes.append(texts("map.reacts", name=title, weeks=weeks))
    react = [title_of(stop.title, stop.name, texts) for stop in chain.stops if stop.follows]
    if react:
        notes.append(texts("map.follows", names=texts.formats.listed(react)))
    for stop in chain.stops:
        if stop.lists > 1:
            title = title_of(stop.title, stop.name, texts)
            notes.append(texts("map.lists", name=title, number=texts.formats.number(stop.lists, 0)))
    stopped = [title_of(stop.title, stop.name, texts) for stop in chain.stops if stop.may_stop]
    if stopped:
        notes.append(texts("map.may_stop", names=texts.formats.listed(stopped)))
    for pool, number in shared.items():
        users = [title_of(s.title, s.name, texts) for s in chain.stops if s.pool == pool]
        notes.append(texts("map.shared", mark=_mark(number), names=texts.formats.listed(users)))
    return notes


def largest_in_words(ways: Sequence[Way], chain: Chain, texts: Texts) -> str:
    """The eight largest ways, a sentence each."""
    names = {stop.name: title_of(stop.title, stop.name, texts) for stop in chain.stops}
    largest = sorted(ways, key=lambda way: -way.per_year)[:8]
    spec = [
        texts(
            "map.alt_way",
            origin=names[way.origin],
            destination=names[way.destination],
            per_year=_per_year(way.per_year, texts),
        )
        for way in largest
        if way.per_year >= FEW
    ]
    return " ".join(spec)
