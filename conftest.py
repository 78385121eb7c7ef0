"""What holds for every run of the tests, wherever it is started from."""

pytest_plugins = ("tests.counts", "tests.no_skips")
