"""What can be wrong with a case number, a clave or the guess at one."""

from core.refusals.refusal import Refusal


class NumberMissing(Refusal):
    """No digits were given where a case number was asked for."""

    code = "number_missing"


class NumberIncomplete(Refusal):
    """Fewer than ten digits: facts `found` and `expected`."""

    code = "number_incomplete"


class NumberTooLong(Refusal):
    """More than ten digits: facts `found` and `expected`."""

    code = "number_too_long"


class NumberWrongCheck(Refusal):
    """Ten digits whose check digit does not agree, said before any look-up."""

    code = "number_wrong_check"


class NumbersExhausted(Refusal):
    """Every code of this origin has issued its million numbers."""

    code = "numbers_exhausted"


class CaseNotFound(Refusal):
    """A well-formed number that names no case here."""

    code = "case_not_found"


class ClaveMissing(Refusal):
    """The answer needs the clave and none was given."""

    code = "clave_missing"


class ClaveMalformed(Refusal):
    """The clave given is not six digits: it is not counted as a guess."""

    code = "clave_malformed"


class ClaveWrong(Refusal):
    """The clave does not belong to the case."""

    code = "clave_wrong"


class ClaveWait(Refusal):
    """The caller must wait before trying another clave: fact `seconds`."""

    code = "clave_wait"


class ClaveClosed(Refusal):
    """The clave of this case is closed to callers that were never right before."""

    code = "clave_closed"


class ClaveRevoked(Refusal):
    """The origin that issued the clave was revoked: a new one must be issued."""

    code = "clave_revoked"
