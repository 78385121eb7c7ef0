"""Every kind that ships can be printed, in usual print and in large, with the longest facts."""

from dataclasses import replace

import pytest

from config.letter_specimens import COVER, Specimens, specimen, specimens
from core.model.letter import LetterKind
from core.model.letter_template import LetterClass
from core.refusals import LetterIncomplete
from letters.address_block import MOST_LETTERS
from letters.blocks import LetterText
from letters.composing import Composer
from letters.press import MOST_BYTES, MOST_PAGES, Press
from tests.letter_pictures import MOST_BYTES as MOST_BYTES_OF_A_PICTURE
from tests.letter_pictures import picture
from tests.letters.longest_letters import NAME, OBSERVATIONS, longest_letters
from tests.letters.paper import fonts, text
from tests.sources import HOUSE


@pytest.fixture(scope="module")
def shipped() -> Specimens:
    return specimens()


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


@pytest.mark.parametrize("is_large", [False, True], ids=["usual", "large"])
def test_every_kind_is_printed_with_the_longest_facts(
    shipped: Specimens, press: Press, *, is_large: bool
) -> None:
    for letter in longest_letters(shipped, is_large=is_large):
        printed = press.print_letter(letter)
        assert printed.pages <= MOST_PAGES, letter.kind
        assert len(printed.pdf) <= MOST_BYTES, letter.kind
        assert all(len(line) <= MOST_LETTERS for line in letter.address)
        assert NAME.split()[-1] in text(printed.pdf), letter.kind
        assert {name for name, _ in fonts(printed.pdf)} == {"Source-Sans-3", "Source-Sans-3-Bold"}


def test_all_observations_stand_in_one_requirement(shipped: Specimens, press: Press) -> None:
    letter = next(each for each in longest_letters(shipped) if each.kind == "observation")
    said = text(press.print_letter(letter).pdf)
    places = [said.index(f" {at}. {at}. Traiga") for at in range(1, len(OBSERVATIONS) + 1)]
    assert places == sorted(places)


@pytest.mark.parametrize("kind", LetterKind)
def test_a_legal_letter_cites_its_law_and_any_other_acts_for_nobody(
    shipped: Specimens, kind: LetterKind
) -> None:
    template = shipped.templates[kind]
    assert (template.letter_class is LetterClass.LEGAL) == kind.is_legal
    cites = [article for article in template.basis if article.startswith("TUO LPAG art")]
    assert bool(cites) == (not template.is_informative)


@pytest.mark.parametrize("kind", LetterKind)
def test_a_kind_without_any_one_of_its_facts_is_refused_by_its_name(
    shipped: Specimens, kind: LetterKind
) -> None:
    template, whole = shipped.templates[kind], shipped.facts(kind)
    for name in (*template.needs.needs, *template.needs.asks):
        values = {told: value for told, value in whole.values.items() if told != name}
        rows = {told: listed for told, listed in whole.rows.items() if told != name}
        with pytest.raises(LetterIncomplete) as refused:
            Composer(shipped.wording, "PE").compose(
                template, replace(whole, values=values, rows=rows), COVER, "es"
            )
        assert refused.value.facts == {"field": name}


def test_a_specimen_is_the_same_letter_every_time(shipped: Specimens) -> None:
    letter: LetterText = specimen("reminder")
    assert letter == shipped.letter("reminder")
    assert specimen("reminder", is_large=True).is_large


@pytest.mark.parametrize("kind", LetterKind)
def test_each_kind_has_its_picture_in_the_docs(kind: LetterKind) -> None:
    kept = (HOUSE / "docs" / "letters" / f"{kind}.png").read_bytes()
    assert kept.startswith(b"\x89PNG")
    assert len(kept) <= MOST_BYTES_OF_A_PICTURE


def test_a_picture_is_drawn_alike_twice_and_is_small(shipped: Specimens, press: Press) -> None:
    pdf = press.print_letter(shipped.letter("status")).pdf
    assert picture(pdf) == picture(pdf)
    assert len(picture(pdf)) <= MOST_BYTES_OF_A_PICTURE
