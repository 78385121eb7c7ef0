"""Who carries a text to a phone: one shape, a file for each carrier."""

from core.ports.carrying import Carrier, Failed, Sent

__all__ = ["Carrier", "Failed", "Sent"]
