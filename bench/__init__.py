"""Measures what a turn costs, as ratios to bare Flask on the same server in the same run."""
