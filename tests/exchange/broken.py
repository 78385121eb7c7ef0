"""How a check tells which invariant does not hold."""

MOST = 900


class Broken(AssertionError):
    """An invariant of the exchange that does not hold, by its name."""

    def __init__(self, name: str, seen: object) -> None:
        super().__init__(f"{name}: {seen}"[:MOST])
        self.name = name


def hold(name: str, holds: object, seen: object) -> None:
    """Break off with the name of the invariant, unless it holds."""
    if not holds:
        raise Broken(name, seen)
