"""Works out once a run what every application of it would work out again, to the same result."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from types import CodeType

import pytest
from flask import Flask
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from werkzeug.routing import Rule


class KeptTemplates(BytecodeCache):
    """Keeps what a template was compiled to, under its text and the ways of reading it."""

    def __init__(self) -> None:
        self._kept: dict[str, CodeType | None] = {}

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        ways = (environment.trim_blocks, environment.lstrip_blocks, environment.autoescape)
        key = sha256(repr((name, filename, ways, source)).encode()).hexdigest()
        bucket = Bucket(environment, key, key)
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.code


class LateRule(Rule):
    """Writes the code that builds its addresses when it is asked for one: few rules ever are."""

    def _compile_builder(  # the signature of Werkzeug
        self,
        append_unknown: bool = True,  # noqa: FBT001, FBT002
    ) -> Callable[..., tuple[str, str]]:
        compiled = super()._compile_builder
        written: list[Callable[..., tuple[str, str]]] = []

        def build(rule: Rule, /, **values: object) -> tuple[str, str]:
            if not written:
                written.append(compiled(append_unknown))
            return written[0](rule, **values)

        return build


@pytest.fixture(scope="session", autouse=True)
def _kept_for_the_run() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        options = {**Flask.jinja_options, "bytecode_cache": KeptTemplates()}
        patched.setattr(Flask, "jinja_options", options)
        patched.setattr(Flask, "url_rule_class", LateRule)
        yield
