from collections.abc import Container, Mapping

import pytest
from jinja2 import DictLoader, Environment
from werkzeug.routing import Map, Rule

from tests.once_a_run import KeptTemplates, LateRule

PAGE = "{% if true %}\n  uno{{ said }}\n{% endif %}\n"
TYPED = "<b>"


def shown(kept: KeptTemplates, text: str = PAGE, ways: Container[str] = ()) -> str:
    room = Environment(
        loader=DictLoader({"page": text}),
        bytecode_cache=kept,
        trim_blocks="trim_blocks" in ways,
        lstrip_blocks="lstrip_blocks" in ways,
        autoescape="autoescape" in ways,  # noqa: S701  # what the house never does is compared too
    )
    return room.get_template("page").render(said=TYPED)


@pytest.mark.parametrize("ways", ["", "trim_blocks", "lstrip_blocks", "autoescape"])
def test_a_kept_template_is_what_it_would_be_if_compiled_anew(ways: str) -> None:
    kept = KeptTemplates()
    shown(kept)
    shown(kept, ways="trim_blocks lstrip_blocks autoescape")
    for _ in range(2):
        assert shown(kept, ways=ways) == shown(KeptTemplates(), ways=ways)


def test_a_changed_template_is_compiled_again() -> None:
    kept = KeptTemplates()
    shown(kept)
    assert shown(kept, "dos") == "dos"


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("/ventanilla", {}),
        ("/carta/<name>", {"name": "a b/ñ"}),
        ("/carta/<name>", {"name": "x", "rule": "1", "más": "2"}),
        ("/dia/<int:days>/<path:rest>", {"days": 7, "rest": "a/b"}),
    ],
)
def test_a_late_rule_builds_the_same_address(path: str, values: Mapping[str, object]) -> None:
    built = [
        Map([kind(path, endpoint="here", defaults={"page": 1})]).bind("x").build("here", values)
        for kind in (Rule, LateRule, LateRule)
    ]
    assert built == [built[0]] * 3
