"""Values that a scenario sets otherwise than the one it extends, in words."""

from __future__ import annotations

from ..errors import Keys, brief
from ..scenario.schema import Number
from .called import called, word
from .difference import Value
from .speech import Speaker

_HIDDEN = frozenset({"needs", "default", "shares"})
_SHARES = frozenset(
    "share shares continues pgb growth_per_year season age classes drops_out_per_week "
    "escalates_per_week longer_stay_per_week".split()
)


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
    """What a value is; the keys to type stand behind its words, for who has the files."""
    dotted = ".".join(key for key in _typed(speaker, keys) if key not in _HIDDEN)
    words = called(speaker, keys)
    if not words:
        return dotted
    words = f"{words[0].upper()}{words[1:]}".rstrip(",")
    return f"{words} ({dotted})" if speaker.files else words


def _typed(speaker: Speaker, keys: Keys) -> Keys:
    """The keys as `set` takes them: a second trajectory by its station, and none where alone."""
    match keys:
        case ("stations", name, "together", at, *rest):
            seconds = speaker.scenario.stations[name].together
            here = [item.station for item in seconds][int(at) : int(at) + 1]
            return (*keys[:3], *(here if len(seconds) > 1 else ()), *rest)
        case _:
            return keys


def _spoken(speaker: Speaker, keys: Keys, spec: object) -> str:
    if isinstance(spec, Number):
        return speaker.said_number(spec, is_share=bool(_SHARES & set(keys[-2:])))
    if isinstance(spec, bool):
        return speaker.say("yes" if spec else "no")
    return word(speaker, keys, brief(spec).strip('"'))
