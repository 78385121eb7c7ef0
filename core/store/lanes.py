"""Versions of personal values: each place draws its own, so that no two give one version twice."""

# Number codes have three figures: what is left of a lane's width is the hub's.
LANES, CODES = 1024, 1000


def next_version(newest: int, lane: int | None) -> int:
    """Tell the version after the newest one known here; the hub has no lane, a unit its code."""
    if lane is not None:
        return (newest // LANES + 1) * LANES + lane
    following = newest + 1
    if following < LANES or following % LANES >= CODES:
        return following
    return following - following % LANES + CODES
