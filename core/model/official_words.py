"""The words of official names as offices write them: in capitals, abbreviated, numbered."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.model.gsm7 import ALPHABET, fold

MARKS = " -.'"
# What offices put in front of a name: asking is what every procedure is for.
LEADS = frozenset({"tramite", "solicitud", "solicitude", "requisito"})
# Words that lead to another: no name ends in one of them.
LINKS = frozenset({
    "a", "al", "ante", "bajo", "con", "contra", "cuando", "de", "del", "desde", "e", "el", "en",
    "entre", "hacia", "hasta", "la", "las", "lo", "los", "mediante", "no", "o", "para", "por",
    "que", "segun", "ser", "sin", "sobre", "su", "sus", "tras", "u", "un", "una", "unas",
    "unos", "y",
})  # fmt: skip
# Abbreviations of offices, as people say them.
EXPANSIONS = {
    "acredit": "acreditacion", "adm": "administracion", "autent": "autenticidad", "cert":
    "certificacion", "dipl": "diploma", "direc": "direccion", "doc": "documento", "dptal":
    "departamental", "espec": "especialidad", "ffaa": "Fuerzas Armadas", "fotoc": "fotocopia",
    "leg": "legalizacion", "mcal": "mariscal", "nal": "nacional", "tit": "titulo", "univ":
    "universitario", "verif": "verificacion",
}  # fmt: skip
# The same for those that are words of their own unless a point follows.
DOTTED = {"des": "desarrollo", "prov": "provision", "res": "resolucion", "soc": "sociedad"}
# Known by their letters, which stay capitals.
ACRONYMS = frozenset({
    "ADN", "AOP", "ARN", "ATT", "BCB", "BTH", "CA", "CAE", "CCU", "CK", "DGAC", "ELISA", "FISH",
    "GNV", "GPS", "HIV", "IGG", "IGM", "IVA", "LDH", "NIT", "NUS", "PCR", "PSA", "RDA", "RUAT",
    "SAJ", "SEGIP", "SEI", "SERECI", "SOAT", "SUS", "TIBC", "TPM", "TSH", "TSJ", "VDRL", "VES",
    "VIH", "VPH",
})  # fmt: skip
PROPER = frozenset({
    "beni", "bolivia", "chuquisaca", "cobija", "cochabamba", "oruro", "pando", "potosi",
    "sacaba", "sucre", "tarija", "trinidad", "villamontes", "yacuiba",
})  # fmt: skip
# Places of two words, which stay together.
PLACES = {
    ("el", "alto"): "El Alto", ("la", "paz"): "La Paz", ("san", "pedro"): "San Pedro",
    ("san", "simon"): "San Simon", ("santa", "cruz"): "Santa Cruz",
    ("villa", "tunari"): "Villa Tunari",
}  # fmt: skip
_NUMBERING = re.compile(
    r"\s*(?:tr[aá]mite\s+)?[0-9]{1,4}(?:\s*[.)]|\s+-(?=\s))[\s-]*", re.IGNORECASE
)
_GENDER = re.compile(r"\s?\((?:e?[oa]?s?)\)", re.IGNORECASE)
# A mark of the office's own files, such as SRC-DCM-13, and no word.
_CODE = re.compile(r"[A-Z]{2,3}(?:-[A-Z]{2,8})+(?:-[0-9]{1,3})?")
_LETTERS_AND_FIGURES = re.compile(r"(?=.*[0-9])(?=.*[A-Za-z]).*")
_ROMAN = re.compile(r"I{2,3}|IV|VI{1,3}|IX|XI{1,3}")
_WORD = re.compile(r"[()]|[^\s()]+")
_BRACKETS = {"(": 1, ")": -1}
_AROUND = " -.,:;*\"'"
_SHOUTED = 0.6


@dataclass(frozen=True, slots=True)
class Word:
    """One word as a short name says it; `key` compares it, an aside stood in brackets.

    A plural has the key of its singular: what differs in no more would tell nobody anything.
    """

    text: str
    key: str
    is_aside: bool


def bare(text: str) -> str:
    """Write a word without accents, capitals or marks, to compare it."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def words_of(name: str) -> tuple[Word, ...]:
    """Read the words of an official name as a sentence has them, without the office's marks."""
    plain = unicodedata.normalize("NFC", name).replace("\u2013", "-")
    numbering = _NUMBERING.match(plain)
    without = _GENDER.sub("", plain[numbering.end() if numbering else 0 :])
    said = list(_read(without, keep_codes=False)) or list(_read(plain, keep_codes=True))
    return tuple(_places_whole(said))


def _places_whole(words: Iterable[Word]) -> Iterator[Word]:
    """Put the words of a place together, so that none is told without the other."""
    before: Word | None = None
    for word in words:
        place = None if before is None else PLACES.get((before.key, word.key))
        if place is not None:
            before = Word(place, bare(place), is_aside=word.is_aside)
            continue
        if before is not None:
            yield before
        before = word
    if before is not None:
        yield before


def _read(name: str, *, keep_codes: bool) -> Iterator[Word]:
    is_shouted, depth = _is_shouted(name), 0
    for written in _WORD.findall(name):
        if written in _BRACKETS:
            depth = max(0, depth + _BRACKETS[written])
            continue
        if not keep_codes and _CODE.fullmatch(written.strip(_AROUND)):
            continue
        for piece in _pieces(written):
            text = _in_sentence(piece, is_shouted=is_shouted)
            yield Word(text, bare(piece).removesuffix("s"), is_aside=depth > 0)


def _is_shouted(name: str) -> bool:
    letters = [letter for letter in name if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) > _SHOUTED * len(letters)


def _pieces(written: str) -> Iterator[str]:
    """Part what is glued, as in `TIT/DIPL:`; but `y/o` is one word."""
    if written.casefold() == "y/o":
        yield "o"
        return
    letters = (letter if letter.isalnum() or letter in "-.'" else " " for letter in fold(written))
    for piece in "".join(letters).split():
        kept = "".join(letter for letter in piece if letter in ALPHABET)
        if bare(kept):
            yield kept


def _in_sentence(piece: str, *, is_shouted: bool) -> str:
    """Write one word as it stands in a sentence: small, unless people know it by its capitals."""
    key, core = bare(piece), piece.strip(MARKS)
    if key in EXPANSIONS or (key in DOTTED and piece.endswith(".")):
        return EXPANSIONS.get(key) or DOTTED[key]
    is_known = core in ACRONYMS or _ROMAN.fullmatch(core) or _LETTERS_AND_FIGURES.fullmatch(core)
    is_written_so = not is_shouted and len(core) > 1 and core.isupper()
    if is_known or is_written_so:
        return core
    # Once more: the old alphabet has Ç and no ç.
    small = "".join(letter for letter in fold(core.lower()) if letter in ALPHABET)
    return small.capitalize() if key in PROPER else small
