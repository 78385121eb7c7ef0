"""Takes words down to what they share, after their sound is written."""

import re

_CLITIC = re.compile(r"(?<=[aiu]r)(?:mi|si|li|lu|la|nus|lus|las|lis)$")
# The longest first: what tells number, person, or that a verb became a noun.
_ENDINGS = (
    *("asiunis", "isiunis", "amintus", "imintus"),
    *("siunis", "amintu", "imintu", "aduris", "iduris"),
    *("asiun", "isiun", "antis"),
    *("siun", "adur", "idur", "andu", "indu", "adus", "adas", "idus", "idas", "anti"),
    *("adu", "ada", "idu", "ida", "ari", "iri"),
    *("ar", "ir", "as", "is", "us"),
    *("a", "i", "u", "s"),
)
_SHORTEST_STEM = 4


def stemmed(sound: str) -> str:
    """Take off what only tells number, person or the kind of word, and leave four letters."""
    if sound.isdigit() or len(sound) <= _SHORTEST_STEM:
        return sound
    bare = _CLITIC.sub("", sound)
    for ending in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= _SHORTEST_STEM:
            return bare[: -len(ending)]
    return bare
