"""Bad lines for the bench: real TCP through a link that loses packets, or the like by a proxy."""
