"""The wire: parcels and snapshots as few bytes, in signed bundles and closed envelopes."""
