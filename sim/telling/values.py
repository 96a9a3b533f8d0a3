"""Values that a scenario sets otherwise than the one it extends, in words."""

from __future__ import annotations

from ..errors import Keys, brief
from ..scenario.schema import Number
from .difference import Value
from .speech import Speaker

_HIDDEN = frozenset({"needs", "default", "shares"})
_SHARES = frozenset({"share", "continues", "pgb", "shares", "season", "age"})


def value_sentence(speaker: Speaker, value: Value) -> str:
    """What a value was in the scenario below and what it is here."""
    what = _what(speaker, value.keys)
    old, new = (_spoken(speaker, value.keys, spec) for spec in (value.old, value.new))
    if value.old is None:
        return speaker.say("value.new", what=what, new=new)
    if value.new is None:
        return speaker.say("value.gone", what=what, old=old)
    return speaker.say("value", what=what, old=old, new=new)


def _what(speaker: Speaker, keys: Keys) -> str:
    """What a value is; the keys to type stand behind its words, where it has words."""
    dotted = ".".join(key for key in keys if key not in _HIDDEN)
    match keys:
        case ("pools", name, "staff", ("fte" | "clients_per_fte") as field):
            words = speaker.say(f"places.{field}", name=speaker.pool(name))
        case ("pools", name, "efficiency"):
            words = speaker.say("places.efficiency", name=speaker.pool(name))
        case ("pools", name, "places"):
            words = speaker.say("places.number", name=speaker.pool(name))
        case ("stations", name, "places"):
            words = speaker.say("places.number", name=speaker.station(name))
        case _:
            return dotted
    return f"{words[0].upper()}{words[1:]} ({dotted})"


def _spoken(speaker: Speaker, keys: Keys, spec: object) -> str:
    if isinstance(spec, Number):
        return speaker.said_number(spec, is_share=bool(_SHARES & set(keys[-2:])))
    if isinstance(spec, bool):
        return speaker.say("yes" if spec else "no")
    return brief(spec).strip('"')
