"""Which passwords are taken: long ones that nobody would try first; no rules of composition.

NIST SP 800-63B and OWASP ASVS 5, 6.2: length counts, a list of common ones is refused, and what a
person may type is not limited.
"""

import unicodedata
from collections.abc import Callable, Iterable

from core.refusals import PasswordWeak

LEAST, MOST = 12, 256
# What people with twelve letters to fill write first, here and elsewhere.
_LINES = """
    administrador administrator bienvenido123 bienvenidos cambiame1234 ciudadperu contrasena
    contrasena1 contrasena12 contrasena123 contraseña12 contraseña123 cuscocusco cuscoperu123
    estrellita123 iloveyou1234 jesusteamo123 letmein12345 machupicchu machupicchu1 mesadepartes
    mesadepartes1 municipalidad municipalidad1 password1234 password12345 password123456
    passwordpassword peruperuperu qwerty123456 qwertyuiop12 qwertyuiop123 tequieromucho
    teamomucho123 vivaelperu123 welcome12345 abcdefghijkl abcdefghijklm abc123456789 1q2w3e4r5t6y
    1qaz2wsx3edc qazwsxedcrfv zaq12wsxcde3 123456789012 1234567890123 0123456789012 1234567891011
    098765432109 987654321098
"""
COMMON = frozenset(_LINES.split())
# No i, l, o, 0, 1: read from paper, they are taken for one another.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 3, 5
_LONGEST_REPEAT = 4


def normal(text: str) -> str:
    """Write the same letters in the same way, whatever keyboard they come from."""
    return unicodedata.normalize("NFC", text)


def check(password: str, *, telling: Iterable[str]) -> None:
    """Refuse a password that is short, common, repetitive or made of `telling` words."""
    text = normal(password)
    if len(text) < LEAST:
        raise PasswordWeak(problem="short")
    if len(text) > MOST:
        raise PasswordWeak(problem="long")
    plain = "".join(text.casefold().split())
    if plain in COMMON or _repeats(plain):
        raise PasswordWeak(problem="common")
    if any(word in plain for word in map(_plain, telling) if word):
        raise PasswordWeak(problem="telling")


def one_time(random: Callable[[int], bytes]) -> str:
    """Make a password for one use, easy to read out: about 74 bits (OWASP ASVS 5, 6.4.1)."""
    drawn = int.from_bytes(random(24), "big")
    letters: list[str] = []
    for _ in range(GROUPS * GROUP):
        drawn, place = divmod(drawn, len(LETTERS))
        letters.append(LETTERS[place])
    groups = ("".join(letters[at : at + GROUP]) for at in range(0, len(letters), GROUP))
    return "-".join(groups)


def _plain(word: str) -> str:
    return "".join(normal(word).casefold().split())


def _repeats(text: str) -> bool:
    """Say whether a few letters come again and again."""
    return any(
        text == (text[:size] * len(text))[: len(text)] for size in range(1, _LONGEST_REPEAT + 1)
    )
