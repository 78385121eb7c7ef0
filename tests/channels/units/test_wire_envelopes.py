import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channels.units.wire.envelope import (
    MOST_ENVELOPE_BYTES,
    close_envelope,
    new_identity,
    open_envelope,
    recipient_of,
)
from core.refusals import EnvelopeForeign, EnvelopeTooLarge

BUNDLE = b"a bundle that nobody on the way may read"


@settings(max_examples=20, deadline=None)
@given(st.binary(max_size=2000))
def test_only_its_reader_opens_an_envelope(bundle: bytes) -> None:
    identity = new_identity()
    envelope = close_envelope(bundle, recipient_of(identity))
    assert open_envelope(envelope, identity) == bundle
    with pytest.raises(EnvelopeForeign):
        open_envelope(envelope, new_identity())


def test_nothing_of_a_bundle_is_to_be_seen_in_its_envelope() -> None:
    envelope = close_envelope(BUNDLE * 9, recipient_of(new_identity()))
    assert not any(BUNDLE[at : at + 6] in envelope for at in range(len(BUNDLE) - 6))


def test_an_envelope_costs_some_hundred_bytes() -> None:
    envelope = close_envelope(BUNDLE, recipient_of(new_identity()))
    assert len(envelope) - len(BUNDLE) < 600


def test_an_envelope_that_was_cut_or_changed_is_refused() -> None:
    identity = new_identity()
    envelope = close_envelope(BUNDLE, recipient_of(identity))
    for at in range(len(envelope)):
        spoilt = bytearray(envelope)
        spoilt[at] ^= 1
        for wrong in (bytes(spoilt), envelope[:at]):
            with pytest.raises(EnvelopeForeign):
                open_envelope(wrong, identity)


@pytest.mark.parametrize("foreign", [b"", b"CVGP", b"age-encryption.org/v1\n", b"x" * 999])
def test_what_is_no_envelope_is_refused(foreign: bytes) -> None:
    with pytest.raises(EnvelopeForeign):
        open_envelope(foreign, new_identity())


def test_a_key_that_is_none_is_refused() -> None:
    with pytest.raises(EnvelopeForeign):
        close_envelope(BUNDLE, "age1nobody")
    with pytest.raises(EnvelopeForeign):
        recipient_of("AGE-SECRET-KEY-NOBODY")
    with pytest.raises(EnvelopeForeign):
        open_envelope(close_envelope(BUNDLE, recipient_of(new_identity())), "nobody")


def test_no_more_is_opened_or_closed_than_fits_into_memory() -> None:
    large = bytes(MOST_ENVELOPE_BYTES + 1)
    with pytest.raises(EnvelopeTooLarge):
        close_envelope(large, recipient_of(new_identity()))
    with pytest.raises(EnvelopeTooLarge):
        open_envelope(large, new_identity())
