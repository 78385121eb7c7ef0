"""The ten digits as each language says them; where nobody has said how, in Spanish."""

from collections.abc import Mapping, Sequence

from core.wording.spanish_numbers import DIGITS as SPANISH_DIGITS

# Attested word by word on the Quechua pages of gob.pe and in the AmericasNLP 2021 word lists.
DIGITS: Mapping[str, tuple[str, ...]] = {
    "quz": (
        *("ch'usaq", "huk", "iskay", "kimsa", "tawa"),
        *("pisqa", "suqta", "qanchis", "pusaq", "isqun"),
    ),
    "quy": (
        *("chusaq", "huk", "iskay", "kimsa", "tawa"),
        *("pichqa", "suqta", "qanchis", "pusaq", "isqun"),
    ),
    "ayr": (
        *("ch'usa", "maya", "paya", "kimsa", "pusi"),
        *("phisqa", "suxta", "paqallqu", "kimsaqallqu", "llätunka"),
    ),
}


def digits_of(language: str) -> Sequence[str]:
    """Give the words for nought to nine."""
    return DIGITS.get(language, SPANISH_DIGITS)
