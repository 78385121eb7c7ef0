"""The doors: each asks the core and words the answer for one channel."""
