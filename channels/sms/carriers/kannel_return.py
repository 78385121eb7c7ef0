"""How Kannel is told to carry a text and to report on it, in the headers that both ways share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from core.model.gsm7 import is_gsm7

USER = "kannel"
GSM7, UCS2 = "0", "2"
# Delivered, failed, buffered, taken by the network, refused by it.
EVERY_RECEIPT = "31"
# Kannel fills these in; our own key stands before them, for its id of the text may be empty.
_TOLD = "type=%d&answer=%A&id=%F"


@dataclass(frozen=True, slots=True)
class KannelReturn:
    """Where Kannel reaches the house, and the word by which it is let in."""

    address: str
    token: str = field(repr=False)

    def headers(self, key: str, text: str) -> Mapping[str, str]:
        """Tell the alphabet of a text, and where its receipts go."""
        where = urlsplit(self.address)
        known = f"{where.scheme}://{USER}:{self.token}@{where.netloc}{where.path.rstrip('/')}"
        return {
            "X-Kannel-Coding": GSM7 if is_gsm7(text) else UCS2,
            "X-Kannel-DLR-Mask": EVERY_RECEIPT,
            "X-Kannel-DLR-Url": f"{known}/sms/kannel/delivery/{key}?{_TOLD}",
        }
