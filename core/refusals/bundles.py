"""What can be wrong with what came from another place: by the network or on a stick."""

from core.refusals.refusal import Refusal


class BundleForeign(Refusal):
    """The bytes are no bundle of this house."""

    code = "bundle_foreign"


class BundleNewer(Refusal):
    """A bundle is written in a way that this release does not know: fact `proto`."""

    code = "bundle_newer"


class BundleDamaged(Refusal):
    """A bundle does not agree with its signature or its own table: fact `problem`."""

    code = "bundle_damaged"


class BundleCut(Refusal):
    """A bundle ends early: what came before counts; facts `segments` and `expected`."""

    code = "bundle_cut"


class SegmentWrong(Refusal):
    """A segment cannot be read, or does not give back the chain it tells of: fact `problem`."""

    code = "segment_wrong"


class DictionaryUnknown(Refusal):
    """A segment was compressed with a dictionary that this release lacks: fact `number`."""

    code = "dictionary_unknown"


class EnvelopeForeign(Refusal):
    """An envelope was not closed for this place, or it is damaged."""

    code = "envelope_foreign"


class EnvelopeTooLarge(Refusal):
    """An envelope holds more than one may open at once: fact `limit`, in bytes."""

    code = "envelope_too_large"
