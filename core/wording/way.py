"""Which messages a language must have before it may be offered: the way to the status."""

from core.model.answers import INFORMATIVE

# Families that only one channel has; every other message has words in every channel.
OF_ONE_CHANNEL = ("voice.", "sms.", "letter.", "page.")
FAMILIES = ("stage.", "status.", "refusal.number_", "refusal.clave_", "voice.", "sms.")
ALONE = frozenset(
    {
        INFORMATIVE.message,
        "refusal.case_not_found",
        "refusal.text_missing",
        "refusal.text_too_long",
        "refusal.text_not_understood",
        "refusal.turn_unknown",
    }
)


def is_of_one_channel(msgid: str) -> bool:
    """Say whether the message belongs to one channel alone, as a prompt of the phone does."""
    return msgid.startswith(OF_ONE_CHANNEL)


def leads_to_status(msgid: str) -> bool:
    """Say whether a person who asks where a case stands may meet this message."""
    return msgid.startswith(FAMILIES) or msgid in ALONE
