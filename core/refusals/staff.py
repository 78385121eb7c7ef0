"""What can be wrong when a member of staff signs in or keeps their account."""

from core.refusals.refusal import Refusal


class SignInWrong(Refusal):
    """Name and password do not go together; which of them is wrong is told to nobody."""

    code = "sign_in_wrong"


class SignInWait(Refusal):
    """Too many wrong ones: another may be tried later: fact `minutes`."""

    code = "sign_in_wait"


class SignInAgain(Refusal):
    """A sign-in is over and begins anew."""

    code = "sign_in_again"


class SignInFresh(SignInAgain):
    """A second factor is changed only soon after signing in."""

    code = "sign_in_fresh"


class CodeWrong(Refusal):
    """The code is not the one of this moment, or was used already."""

    code = "code_wrong"


class PasskeyWrong(Refusal):
    """The passkey proved nothing: not ours, not for this question, or a copy."""

    code = "passkey_wrong"


class PasswordExpired(Refusal):
    """The password given for one use is too old: someone must give another."""

    code = "password_expired"


class PasswordWeak(Refusal):
    """A chosen password is too easy to guess; its problem is for whoever tests, not for words."""

    code = "password_weak"


class PasswordsDiffer(Refusal):
    """The new password was not typed the same way twice."""

    code = "passwords_differ"


class PasswordWrong(Refusal):
    """The present password, asked for before a change, is not right."""

    code = "password_wrong"


class FactorMissing(Refusal):
    """Without it the account would have no second factor left."""

    code = "factor_missing"


class DeedForbidden(Refusal):
    """The role of the signed-in person does not allow it."""

    code = "deed_forbidden"


class RequestForeign(Refusal):
    """A form came from a page of somebody else."""

    code = "request_foreign"


class FormStale(Refusal):
    """A form lacks the mark that this house puts on its own, or it is too old."""

    code = "form_stale"
