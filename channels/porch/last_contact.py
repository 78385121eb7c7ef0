"""Finds what a phone was told last: it tells the language that its owner keeps to."""

from datetime import datetime, timedelta

from core.ports import Contact, Contacts

LANGUAGE_IS_KEPT = timedelta(days=365)


def last_contact(contacts: Contacts, caller: str, channel: str, now: datetime) -> Contact | None:
    """Read the last turn of a blinded phone on a channel, if its language is still kept."""
    return contacts.latest(caller, channel, now - LANGUAGE_IS_KEPT)
