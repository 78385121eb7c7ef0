"""Counts deadlines again when the calendars that they were counted with have changed."""

from config.house import House


def recount(house: House) -> int:
    """Count again every deadline whose calendar has another hash now; tell how many."""
    books = house.shelf.library.books()
    keys = house.shelf.deadlines.calendar_keys()
    hashes = {key: books.calendar(key).hash for key in keys}
    return sum(house.shelf.deadlines.recount(hashes, house.shelf.ledger.reckon))
