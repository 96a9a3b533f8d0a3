"""The words on the map: what stands in a box, below the drawing and for who cannot see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

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
    """What the map counts, what it leaves out, what reacts and which stations share places."""
    notes = [texts("map.counts", date=texts.formats.date(chain.at)), *_left_out(chain, ways, texts)]
    notes += _of_stops(chain, texts)
    for pool, number in shared.items():
        users = [stop for stop in chain.stops if stop.pool == pool]
        notes.append(texts("map.shared", mark=_mark(number), names=_listed(users, texts)))
    return notes


def _left_out(chain: Chain, ways: Sequence[Way], texts: Texts) -> Iterator[str]:
    whole = sum(way.per_year for way in chain.ways)
    if whole > 0:
        left = max(0.0, 1 - sum(way.per_year for way in ways) / whole)
        spec = texts.formats.percent(left) if left >= 0.005 or not left else "<1%"
        yield texts("map.left_out", share=spec) if left > 1e-9 else texts("map.all")


def _of_stops(chain: Chain, texts: Texts) -> Iterator[str]:
    """A line for each thing that may be so of several stations."""
    number = texts.formats.number
    own = [stop for stop in chain.stops if stop.by_gemeente]
    seen = [
        texts("map.at_weeks", name=_title(stop, texts), weeks=_weeks(stop.seen_weeks, texts))
        for stop in chain.stops
        if stop.seen_weeks is not None
    ]
    react = [stop for stop in chain.stops if stop.follows]
    lists = [
        texts("map.number_of_lists", name=_title(stop, texts), number=number(stop.lists, 0))
        for stop in chain.stops
        if stop.lists > 1
    ]
    stopped = [stop for stop in chain.stops if stop.may_stop]
    if own:
        yield texts("map.by_gemeente", names=_listed(own, texts))
    if seen:
        yield texts("map.reacts", names=texts.formats.listed(seen))
    if react:
        yield texts("map.follows", names=_listed(react, texts))
    if lists:
        yield texts("map.lists", names=texts.formats.listed(lists))
    if stopped:
        yield texts("map.may_stop", names=_listed(stopped, texts))


def _weeks(weeks: float, texts: Texts) -> str:
    return texts.formats.number(weeks, 0 if weeks == round(weeks) else 1)


def _listed(stops: Iterable[Stop], texts: Texts) -> str:
    return texts.formats.listed([_title(stop, texts) for stop in stops])


def _title(stop: Stop, texts: Texts) -> str:
    return title_of(stop.title, stop.name, texts)


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
