"""What holds for every run of the tests, wherever it is started from."""

import os

# As `convergencia` has it: lxml, which the tests bring along, must not change what a table is.
os.environ["OPENPYXL_LXML"] = "False"
pytest_plugins = ("tests.counts", "tests.no_skips", "tests.once_a_run")
