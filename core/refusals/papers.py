"""What is declined of papers and photos: at the counter, on their way to the hub, and there."""

from core.refusals.refusal import Refusal


class PapersMissing(Refusal):
    """Papers were to be handed in, and no file was chosen."""

    code = "papers_missing"


class PapersTooMany(Refusal):
    """More files came at once than one hand-over takes: fact `most`."""

    code = "papers_too_many"


class PapersTooLarge(Refusal):
    """All files of one hand-over together are too large: fact `most_mb`."""

    code = "papers_too_large"


class PaperEmpty(Refusal):
    """A file has no byte in it: fact `place`, which of them it is."""

    code = "paper_empty"


class PaperTooLarge(Refusal):
    """One file is too large: facts `place` and `most_mb`."""

    code = "paper_too_large"


class PaperTooFine(Refusal):
    """A picture would unpack to more dots than is sound: facts `place` and `most_megapixels`."""

    code = "paper_too_fine"


class PaperForeign(Refusal):
    """A file is neither a PDF nor a picture as JPEG or PNG: fact `place`."""

    code = "paper_foreign"


class PaperBroken(Refusal):
    """A file begins as what it should be and cannot be read to its end: fact `place`."""

    code = "paper_broken"


class PaperLocked(Refusal):
    """A PDF opens with a password only: fact `place`."""

    code = "paper_locked"


class PaperUnknown(Refusal):
    """No event tells of a paper of this name."""

    code = "paper_unknown"


class PaperGone(Refusal):
    """The paper is not here, or not any more: it has yet to arrive, or its person was erased."""

    code = "paper_gone"


class PaperDamaged(Refusal):
    """Bytes that arrived are not those that the event of a paper names."""

    code = "paper_damaged"
