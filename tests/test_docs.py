"""The documentation builds without a warning, asks no other host for anything, and leaves nothing out."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import typer

import onrecord
import onrecord.ledger
from onrecord import records
from onrecord.cli.app import app
from tests.docs_blocks import DOCS, pages, renewed

TABLES: dict[str, type[records.Row]] = {
    "reports": records.Report,
    "entities": records.Entity,
    "statements": records.Statement,
    "figures": records.Figure,
    "times": records.Time,
    "places": records.Place,
    "movements": records.Movement,
    "questions": records.Question,
    "expectations": records.Expectation,
    "damage": records.Damage,
    "disputes": records.Dispute,
    "quote_variants": records.QuoteVariant,
    "series": records.Series,
}
ASKED = re.compile(r"<(?:script|link|img|iframe|source)\b[^>]*?\b(?:src|href)=\"(?:https?:)?//[^\"]*\"[^>]*>")
FIRST_CELL = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built with warnings as errors."""
    out = tmp_path_factory.mktemp("site")
    call = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-E", "-b", "html", str(DOCS), str(out)]
    done = subprocess.run(call, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return out


def test_pages_ask_no_other_host(site: Path) -> None:
    found = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    assert len(found) > 30
    assert [(path.name, tag) for path, page in found.items() for tag in ASKED.findall(page)] == []
    styles = "\n".join(path.read_text(encoding="utf-8") for path in site.rglob("*.css"))
    assert not re.search(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//", styles)


def test_no_marker_is_left(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert not re.search(
            r"<!-- (?:commands|names|results|figures|pictures|pages|links)\b", path.read_text("utf-8")
        ), path


def test_every_command_is_in_the_reference(site: Path) -> None:
    page = text_of(site / "reference" / "cli.html")
    listed = list(called(typer.main.get_command(app)))
    assert len(listed) > 15
    assert "--version" in page
    for name, command in listed:
        assert f"onrecord {name} " in page or f"onrecord {name}\n" in page, name
        for option in (option for parameter in command.params for option in parameter.opts if option[:2] == "--"):
            assert option in page, f"{name} {option}"


def test_every_public_name_is_in_the_reference(site: Path) -> None:
    page = (site / "reference" / "python.html").read_text(encoding="utf-8")
    for name in onrecord.__all__:
        assert f'id="onrecord.{name}"' in page, name
    for name in (name for name in onrecord.ledger.__all__ if name not in onrecord.__all__):
        assert f'id="onrecord.ledger.{name}"' in page, name
    for name in (name for name in vars(onrecord.ledger.Ledger) if name[0] != "_"):
        assert f'id="onrecord.Ledger.{name}"' in page, name


def test_every_measured_figure_is_on_the_page(site: Path) -> None:
    page = text_of(site / "accuracy.html")
    held = json.loads((DOCS / "figures.json").read_text(encoding="utf-8"))
    rows = [row for group in held["groups"].values() for row in group]
    assert len(rows) > 40
    for row in rows:
        set_ = held["sets"][row["on"]]
        lines = [row["what"], row["figure"], set_["name"] + (" *" if set_["shaped"] else "")]
        assert "\n".join(lines) in page, row
    assert {row["on"] for row in rows} == set(held["sets"])


def test_pages_show_what_the_commands_print(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ONRECORD_LEDGER", "ONRECORD_BY"):
        monkeypatch.delenv(name, raising=False)
    texts = {page.relative_to(DOCS).as_posix(): page.read_text(encoding="utf-8") for page in pages()}
    assert {"tutorial.md", "howto/add.md", "tables/statements.md"} <= set(texts)
    after = renewed(texts)
    changed = [name for name in texts if after[name] != texts[name]]
    assert not changed, "renew them with: python -m tests.docs_blocks --write"


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_described_field_by_field(table: str) -> None:
    page = (DOCS / "tables" / f"{table}.md").read_text(encoding="utf-8")
    described = sections(page)
    names = [field.name for field in fields(TABLES[table])]  # type: ignore[arg-type]
    names = ["from" if name == "origin" else name for name in names] + ["mentions"] * (table == "entities")
    assert FIRST_CELL.findall(described["Fields"]) == names
    for field, words in TABLES[table].WORDS.items():
        assert tuple(FIRST_CELL.findall(described[f"Words of `{field}`"])) == words, field
    assert {"How it is read", "Limits"} <= set(described)


def test_there_is_a_page_for_every_table() -> None:
    there = {path.stem for path in (DOCS / "tables").glob("*.md")} - {"index"}
    assert there == {*TABLES, "same_claims"} == set(onrecord.ledger.dump.TABLES)


def called(group: Any) -> Iterator[tuple[str, Any]]:
    """Every command that is not hidden, with its full name."""
    for name, command in group.commands.items():
        if not command.hidden:
            yield name, command
            yield from ((f"{name} {inner}", its) for inner, its in getattr(command, "commands", {}).items())


def sections(page: str) -> dict[str, str]:
    """The text under each heading of the second rank."""
    parts = re.split(r"^## (.+)$", page, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def text_of(path: Path) -> str:
    """The words of a page, without markup, a block a line."""
    page = re.sub(r"<(?:script|style)\b.*?</(?:script|style)>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    words = unescape(re.sub(r"<[^>]+>", "", page)).replace("\N{NO-BREAK SPACE}", " ")
    return re.sub(r"\s*\n\s*", "\n", words)
