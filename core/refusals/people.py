"""What can be wrong with a phone, a document, a person or an address."""

from core.refusals.refusal import Refusal


class PhoneMissing(Refusal):
    """No phone was given."""

    code = "phone_missing"


class PhoneUnreadable(Refusal):
    """The text is not a phone number alone: letters, marks or look-alike digits."""

    code = "phone_unreadable"


class PhoneForeign(Refusal):
    """The number belongs to another country."""

    code = "phone_foreign"


class PhoneInvalid(Refusal):
    """The number does not exist in the country's numbering plan."""

    code = "phone_invalid"


class PhoneShortCode(Refusal):
    """The number is a short service number, not a person's phone."""

    code = "phone_short_code"


class IdentityInvalid(Refusal):
    """An identity document does not have the form or the check digit it needs: fact `kind`."""

    code = "identity_invalid"


class CitizenUnknown(Refusal):
    """No citizen has this id."""

    code = "citizen_unknown"


class Erased(Refusal):
    """The person's data were erased, and erased data cannot be told or changed."""

    code = "erased"


class NameDiffers(Refusal):
    """The identity document is on file under another name."""

    code = "name_differs"


class UserUnknown(Refusal):
    """The actor named is not a user of this house."""

    code = "user_unknown"


class UserExists(Refusal):
    """A user of this name is already there."""

    code = "user_exists"


class AddressMissing(Refusal):
    """A letter needs an address and the citizen has none on file."""

    code = "address_missing"


class AddressUnprintable(Refusal):
    """An address does not fit its window: facts `line` and `problem`."""

    code = "address_unprintable"
