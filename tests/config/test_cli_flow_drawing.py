"""The verb that draws call scripts, through Graphviz itself."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from config.cli.flow_drawing import WHY_NOT, safe_name
from config.flows import shipped_scripts
from config.graphviz import Graphviz, NotDrawn
from config.house import House
from ivr_flows.script import load
from tests.channels.kept_calls import LEFT, WHOLE, a_call, keep
from tests.config.clerk import Clerk

SVG = "{http://www.w3.org/2000/svg}"
A3_POINTS = (842, 1191)
LEAST_POINTS = 5.5


def drawn(folder: Path, name: str = "status") -> str:
    return (folder / f"{name}.svg").read_text(encoding="utf-8")


def said(picture: str) -> str:
    return " ".join("".join(text.itertext()) for text in ET.fromstring(picture).iter(f"{SVG}text"))  # noqa: S314 - our own picture


def test_every_shipped_script_is_drawn(clerk: Clerk, tmp_path: Path) -> None:
    reply = clerk.types("flows", "draw", "--out", str(tmp_path / "made"))
    assert reply.exit_code == 0, reply.err
    names = {Path(line).name for line in reply.out.split()}
    assert names == {f"{Path(file).stem}.svg" for file in shipped_scripts()}


def test_without_a_folder_it_is_drawn_where_everything_made_is(clerk: Clerk) -> None:
    assert clerk.types("flows", "draw").exit_code == 0
    assert (clerk.var / "flows" / "status.svg").exists()


def test_text_stays_text_and_is_told_to_a_screen_reader(clerk: Clerk, tmp_path: Path) -> None:
    clerk.types("flows", "draw", "--out", str(tmp_path))
    picture = drawn(tmp_path)
    root = ET.fromstring(picture)  # noqa: S314 - our own picture
    assert root.get("role") == "img"
    told = {found.get("id"): found.text for found in root if found.get("id")}
    assert set((root.get("aria-labelledby") or "").split()) <= told.keys()
    assert "«language»" in str(told["texto"])
    text = said(picture)
    for name in load(shipped_scripts()["status.yaml"], "status.yaml").nodes:
        assert name[:17] in text, name
    assert "<script" not in picture
    assert " style=" not in picture
    assert "xlink:href" not in picture


def test_it_is_readable_on_a_sheet_of_a3(clerk: Clerk, tmp_path: Path) -> None:
    clerk.types("flows", "draw", "--out", str(tmp_path))
    picture = drawn(tmp_path)
    root = ET.fromstring(picture)  # noqa: S314 - our own picture
    width, height = (
        float((root.get(side) or "").removesuffix("pt")) for side in ("width", "height")
    )
    assert width <= A3_POINTS[0]
    assert height <= A3_POINTS[1]
    scale = width / float(root.attrib["viewBox"].split()[2])
    sizes = {float(text.get("font-size", "0")) for text in root.iter(f"{SVG}text")}
    assert min(sizes) * scale >= LEAST_POINTS


def test_drawing_twice_gives_the_same_bytes(clerk: Clerk, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        clerk.types("flows", "draw", "--out", str(tmp_path / folder))
    assert drawn(tmp_path / "one") == drawn(tmp_path / "two")


def test_with_counts_the_figures_are_in_the_picture(
    clerk: Clerk, behind: House, tmp_path: Path
) -> None:
    keep(behind, a_call("CA1", WHOLE), a_call("CA2", LEFT))
    reply = clerk.types(
        "flows", "draw", "--counts", "--since", "2026-11-01", "--out", str(tmp_path)
    )
    assert reply.exit_code == 0, reply.err
    text = said(drawn(tmp_path))
    assert "2 llegaron" in text
    assert "1 colgaron (50 %)" in text
    assert "Donde más cuelgan: «number» (1)." in drawn(tmp_path)
    assert "desde el 01/11/2026" in drawn(tmp_path)


def test_days_without_counts_are_a_slip(clerk: Clerk) -> None:
    reply = clerk.types("flows", "draw", "--since", "2026-11-01")
    assert reply.exit_code == 2
    assert "--counts" in reply.err


def test_a_script_of_ones_own_is_drawn_under_its_name(clerk: Clerk, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(shipped_scripts()["status.yaml"].replace("name: status", "name: ../mi guion"))
    reply = clerk.types("flows", "draw", str(own), "--out", str(tmp_path / "made"))
    assert reply.exit_code == 0, reply.err
    assert Path(reply.out.strip()).parent == tmp_path / "made"
    assert safe_name("../mi guion") == "---mi-guion"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"\x00", b"nodes: [", b"a: 1"])
def test_a_file_that_is_no_script_is_refused(clerk: Clerk, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "nothing.yaml"
    path.write_bytes(content)
    clerk.is_refused("document_invalid", "flows", "draw", str(path))


def a_program(folder: Path, script: str) -> str:
    path = folder / "dot"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_without_graphviz_it_is_said_what_to_install() -> None:
    assert Graphviz("no-such-program-here").svg("digraph {}") == NotDrawn("missing")
    assert "apt-get install graphviz" in WHY_NOT["missing"]


@pytest.mark.parametrize("script", ["exit 1", "echo nothing", "exec sleep 5", "exit 0"])
def test_a_program_that_fails_or_takes_too_long_gives_no_picture(
    tmp_path: Path, script: str
) -> None:
    assert Graphviz(a_program(tmp_path, script), seconds=0.3).svg("digraph {}") == NotDrawn(
        "failed"
    )


def test_a_text_that_is_no_graph_gives_no_picture() -> None:
    assert Graphviz().svg("digraph {") == NotDrawn("failed")
