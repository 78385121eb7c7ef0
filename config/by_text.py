"""Gives the SMS door what reads texts, and those in the core whom a text may ask."""

import re
from collections.abc import Callable
from functools import cache

from channels.sms.counter import Counter
from channels.sms.understanding.reader import Reader
from channels.sms.understanding.vocabulary import Vocabulary, load
from config.house import House
from config.own_words import own_beginnings
from core.by_text import ByText
from core.model.reply_caps import ReplyCaps
from core.office_finding import OfficeFinding
from core.search.ear import Ear
from core.search.places import DistrictFinder

# A wish has a word: jj, ok and sí are none.
_WORD = re.compile(r"[A-Za-z]{3}")


def reader_of(is_procedure: Callable[[str], bool] | None = None) -> Reader:
    """Build what reads texts; at the door any words may be a wish, which the search decides."""
    return Reader.of(*_shipped_words(), is_procedure or _has_a_word)


@cache
def _shipped_words() -> tuple[Vocabulary, Ear]:
    """Learn the words once in a process: a release does not change under it."""
    vocabulary = load(own_beginnings())
    return vocabulary, Ear.of(vocabulary.words, vocabulary.exact)


def counter_of(house: House) -> Counter:
    """Gather those whom a text may ask."""
    districts = DistrictFinder(house.gazetteer)
    offices = OfficeFinding(
        library=house.shelf.library,
        districts=districts,
        country=house.settings.country,
        office=house.inquiry.office,
    )
    return Counter(
        inquiry=house.inquiry,
        finding=house.finding,
        offices=offices,
        districts=districts,
        wishes=_wishes_of(house),
    )


def caps_of(house: House) -> ReplyCaps:
    """Read how many texts of one phone are answered."""
    return ReplyCaps(house.settings.sms_replies_an_hour, house.settings.sms_replies_a_day)


def _wishes_of(house: House) -> ByText:
    return ByText(
        people=house.people,
        cases=house.shelf.cases,
        callers=house.shelf.callers,
        calling_back=house.calling_back,
        letterbox=house.letterbox,
        opt_outs=house.shelf.opt_outs,
        clock=house.clock,
    )


def _has_a_word(text: str) -> bool:
    return _WORD.search(text) is not None
