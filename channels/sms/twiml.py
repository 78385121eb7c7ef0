"""Writes a reply as TwiML: plain text building, because every text pays for it."""

import re
from xml.sax.saxutils import escape

# What XML 1.0 cannot hold would make the whole reply unreadable.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?><Response><Message>'
_TAIL = "</Message></Response>"
# The answer to a text that is not replied to.
NOTHING = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>'


def message(text: str) -> str:
    """Write the reply that Twilio sends back to whoever texted."""
    return f"{_HEAD}{escape(_UNWRITABLE.sub('', text))}{_TAIL}"
