"""A letter that is printed again says on its paper of which print it is a copy; its words stay."""

import csv
from dataclasses import replace
from datetime import UTC, datetime

from config.house import House
from config.letter_copies import marked
from config.letter_desk import approve, proof_of, words_of
from config.pressroom import print_proof
from config.run_papers import Made, RunPapers
from core.model.letter import Letter, LetterKind, LetterState
from core.model.print_run import PrintRun
from letters.blocks import Fact, LetterText
from letters.envelope import C5, DL, shared_zone
from letters.press.both import BothPresses
from letters.press.typeset_press import Printed
from letters.written import read, write
from tests.config.pretend_press import press_of
from tests.config.runs import folder
from tests.core.mail import CLERK, HOUSE, a_letter, a_supervisor, an_addressee, stands
from tests.core.stories import PISAC, a_case
from tests.core.verbs import REASONS
from tests.houses import StoodClock, act
from tests.letters import paper

MARK = "Copia de la carta {}, impresa el viernes 20 de noviembre de 2026."


def on_paper(house: House) -> PrintRun:
    """Print all that waits."""
    run = house.post.runs.close(PISAC, CLERK)
    press_of(house).print(run, CLERK)
    house.post.runs.printed(run.id, CLERK)
    return run


def again(house: House, letter: Letter) -> Letter:
    return house.post.reprinting.reprint(letter.id.code, "se perdió", CLERK)


def first_words(text: LetterText) -> str:
    piece = text.sections[0].pieces[0]
    return getattr(piece, "text", "")


def test_a_letter_printed_again_names_the_first_print_and_its_day(house: House) -> None:
    first = a_letter(house)
    assert proof_of(house, first) == words_of(house, first)
    on_paper(house)
    second = again(house, first)
    text = proof_of(house, second)
    assert first_words(text) == MARK.format(first.id.grouped)
    assert replace(text, sections=text.sections[1:]) == words_of(house, second)
    on_paper(house)
    assert first_words(proof_of(house, again(house, second))) == MARK.format(first.id.grouped)


def test_one_that_never_lay_on_paper_has_no_copy(house: House) -> None:
    first = a_letter(house)
    run = house.post.runs.close(PISAC, CLERK)
    (place,) = house.shelf.runs.places(run.id)
    house.post.runs.set_aside(replace(place, problem="address_missing"), HOUSE)
    assert stands(house, first).state is LetterState.SET_ASIDE
    second = again(house, first)
    assert proof_of(house, second) == words_of(house, second)
    on_paper(house)
    assert first_words(proof_of(house, again(house, second))) == MARK.format(second.id.grouped)


def test_a_copy_of_a_legal_letter_repeats_the_words_that_were_approved(house: House) -> None:
    number = a_case(house, applicant=an_addressee(house))
    house.moving.observe(number, act(), reasons=REASONS)
    said = {"authority": "Nélida Huamán Cusi"}
    first = a_letter(house, kind=LetterKind.OBSERVATION, number=number.digits, said=said)
    approve(house, first.id.code, a_supervisor(house), basis="TUO LPAG art. 136")
    sealed = house.post.words.proof(stands(house, first))
    assert sealed is not None
    on_paper(house)
    second = again(house, first)
    assert house.post.words.proof(second) == sealed
    text = proof_of(house, second)
    assert first_words(text) == MARK.format(first.id.grouped)
    alone = replace(text, sections=text.sections[1:], id=first.id)
    assert write(alone) == sealed
    assert replace(read(sealed), id=second.id) == words_of(house, second)


def test_the_run_and_its_manifest_tell_which_letters_are_copies(house: House) -> None:
    first = a_letter(house)
    on_paper(house)
    second, other = again(house, first), a_letter(house)
    run = on_paper(house)
    text = (folder(house, run) / "manifiesto.csv").read_text("utf-8-sig")
    told = {row["carta"]: row for row in csv.DictReader(text.splitlines())}
    assert told[second.id.grouped]["copia_de"] == first.id.grouped
    assert told[second.id.grouped]["impresa_el"] == "2026-11-20"
    assert (told[other.id.grouped]["copia_de"], told[other.id.grouped]["impresa_el"]) == ("", "")
    copies = {second.id: (first.id, house.clock.today())}
    places = house.shelf.runs.places(run.id)
    made = Made(run=run, institution="", places=places, files=(), copies=copies)
    papers = RunPapers(house.gazetteer, write)
    assert Fact("De ellas, copias", "1") in papers.cover(made).facts
    plain = papers.cover(replace(made, copies={}))
    assert "De ellas, copias" not in {fact.label for fact in plain.facts}


def test_the_day_of_a_print_is_the_day_where_the_country_lives(house: House) -> None:
    first = a_letter(house)
    assert isinstance(house.clock, StoodClock)
    house.clock.moment = datetime(2026, 11, 21, 2, tzinfo=UTC)
    on_paper(house)
    assert first_words(proof_of(house, again(house, first))) == MARK.format(first.id.grouped)


def test_on_paper_the_mark_stands_off_the_window_whichever_press_prints_it(house: House) -> None:
    first = a_letter(house)
    on_paper(house)
    second = again(house, first)
    text = marked(house, second, words_of(house, second))
    printed = print_proof(text, guides=False).pdf
    quiet = shared_zone((DL, C5)).quiet
    found = [word for word in paper.words(printed) if word.text == "Copia"]
    assert [word.place.top > quiet.bottom for word in found] == [True]
    assert "Copia de la carta" in paper.text(printed)
    stamped = BothPresses.of((DL, C5)).make(text)
    assert not isinstance(stamped, Printed), "the stamp proves a copy as it does any letter"
