"""The reference pages are written from settings and verbs, and say when they are old."""

from pathlib import Path

from config.settings import Settings
from tests.config.clerk import Clerk


def test_the_pages_of_the_repository_are_current(clerk: Clerk) -> None:
    reply = clerk.types("docs", "--check")
    assert (reply.exit_code, reply.out, reply.err) == (0, "", "")


def test_the_pages_name_every_setting_and_verb(clerk: Clerk, tmp_path: Path) -> None:
    clerk.types("docs", "--folder", str(tmp_path / "made"))
    settings = (tmp_path / "made" / "settings.md").read_text()
    assert all(f"`{name.upper()}`" in settings for name in Settings.model_fields)
    verbs = (tmp_path / "made" / "cli.md").read_text()
    assert all(f"## `{verb}`" in verbs for verb in ("case open", "status", "serve", "work"))


def test_no_page_tells_where_this_machine_keeps_things(clerk: Clerk, tmp_path: Path) -> None:
    clerk.types("docs", "--folder", str(tmp_path))
    assert str(Path.home()) not in (tmp_path / "settings.md").read_text().replace("`/`", "")
    assert str(Path(__file__).parents[2]) not in (tmp_path / "settings.md").read_text()


def test_an_old_page_fails_the_check_and_is_left_as_it_is(clerk: Clerk, tmp_path: Path) -> None:
    clerk.types("docs", "--folder", str(tmp_path))
    (tmp_path / "cli.md").write_text("old\n")
    reply = clerk.types("docs", "--check", "--folder", str(tmp_path))
    assert reply.exit_code == 1
    assert "cli.md" in reply.err
    assert "settings.md" not in reply.err
    assert "status.svg" not in reply.err
    assert (tmp_path / "cli.md").read_text() == "old\n"


def test_writing_twice_writes_once(clerk: Clerk, tmp_path: Path) -> None:
    assert clerk.types("docs", "--folder", str(tmp_path)).out != ""
    assert clerk.types("docs", "--folder", str(tmp_path)).out == ""


def test_the_drawing_of_every_shipped_script_is_written_and_its_age_is_seen(
    clerk: Clerk, tmp_path: Path
) -> None:
    assert "docs/flows/status.svg" in clerk.types("docs", "--folder", str(tmp_path)).out
    drawing = tmp_path / "flows" / "status.svg"
    old = drawing.read_text(encoding="utf-8").replace("from text ", "from text 0")
    drawing.write_text(old, encoding="utf-8")
    reply = clerk.types("docs", "--check", "--folder", str(tmp_path))
    assert (reply.exit_code, "status.svg" in reply.err) == (1, True)
    assert clerk.types("docs", "--folder", str(tmp_path)).out == "docs/flows/status.svg\n"
