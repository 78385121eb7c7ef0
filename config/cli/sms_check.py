"""Measures what the shipped text messages cost with the longest facts of the shipped documents."""

import sys
from dataclasses import asdict

import click

from channels.sms.checking import Checked, check
from config.cli.frame import json_option, show, told
from config.documents_on_disk import read_documents
from config.longest_facts import longest_facts
from config.settings import read_settings
from config.shipped import country_pack, read_gazetteer, read_wording

NO_LETTER = "ninguna: hay que acortar las palabras"


@click.command("check")
@json_option
def check_verb(*, as_json: bool) -> None:
    """Mide cada mensaje con los datos más largos: lo que se debe decir de un caso cabe en uno."""
    with told():
        wording = read_wording()
        gazetteer = read_gazetteer(country_pack(read_settings().country))
        found = tuple(check(wording, longest_facts(read_documents(), gazetteer, wording)))
    dear = [each for each in found if not each.fits]
    if as_json:
        for each in found:
            show({**asdict(each), "fits": each.fits}, as_json=True)
    else:
        for each in dear:
            click.echo(_line(each))
        click.echo(_summary(found))
    if dear:
        sys.exit(1)


def _line(each: Checked) -> str:
    letters = " ".join(repr(letter) for letter in each.costly) or NO_LETTER
    return (
        f"{each.message} ({each.language}): {each.parts} partes y no {each.most}; "
        f"sobran {each.over} letras; letras caras: {letters}\n  {each.text}"
    )


def _summary(found: tuple[Checked, ...]) -> str:
    fitting = [each for each in found if each.fits]
    tightest = min((each.left for each in fitting if each.most == 1), default=0)
    return f"{len(fitting)} de {len(found)} caben; al más justo le quedan {tightest} lugares."
