"""Starts the command line."""

from config.cli import cli
from config.cli.frame import told

with told():
    cli(prog_name="convergencia", standalone_mode=True)
