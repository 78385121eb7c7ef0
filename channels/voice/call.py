"""One turn of one call, as every carrier tells it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Call:
    """One turn of one call; the caller is a blinded phone, or none if it is hidden.

    `country` is the caller's, if it is another one that the house answers for. `phone` is the
    readable one, which no turn keeps. `placed` says that the house placed the call.
    """

    id: str
    caller: str | None
    turn: int = 0
    country: str = ""
    phone: str = field(default="", repr=False)
    placed: bool = False
