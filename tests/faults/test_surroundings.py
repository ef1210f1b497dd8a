"""`onrecord add` where its surroundings fail: no room on the disk, a damaged model, a network that goes away."""

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.ledger import Ledger
from onrecord.ledger.checking import check
from onrecord.ledger.store import open_store
from tests.faults.kills import record, whole, write_pile
from tests.gather.conftest import BODY, Site, site

__all__ = ["site"]

LIMIT = 120
"""Seconds that a command may take."""


def add(*words: str, **given: Any) -> "subprocess.CompletedProcess[str]":
    """`onrecord add` as a process of its own."""
    call = [sys.executable, "-m", "onrecord", "add", *words]
    return subprocess.run(call, capture_output=True, text=True, timeout=LIMIT, check=False, **given)


def small(size: int) -> Callable[[], None]:
    """Sets the largest file that a process may write, as a full disk does for it."""

    def limit() -> None:
        # The signal that comes with it is one that Python ignores: writes fail as they do on a full disk.
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def test_no_room_for_more_reports_is_told_and_those_that_are_in_stay(tmp_path: Path) -> None:
    folder, ledger = write_pile(tmp_path / "reports", rounds=1), tmp_path / "story.db"
    with Ledger.open(ledger):
        pass
    done = add(str(folder), "--ledger", str(ledger), preexec_fn=small(400_000))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert f"the ledger {ledger} cannot be" in done.stderr
    held = whole(ledger)
    assert 0 <= held < 12
    again = add(str(folder), "--ledger", str(ledger))
    assert again.returncode == 0, again.stderr
    assert whole(ledger) == 12
    sound = tmp_path / "sound.db"
    add(str(folder), "--ledger", str(sound))
    assert record(ledger) == record(sound)


CAN_MOUNT = os.geteuid() == 0 and shutil.which("mount") is not None


@pytest.mark.skipif(not CAN_MOUNT, reason="only the superuser can mount a small disk")
def test_a_full_disk_is_named(tmp_path: Path) -> None:
    disk, folder = tmp_path / "disk", write_pile(tmp_path / "reports", rounds=1)
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        done = add(str(folder), "--ledger", str(disk / "story.db"))
        assert done.returncode == 1
        assert "the disk is full" in done.stderr
        assert "Traceback" not in done.stderr
        assert whole(disk / "story.db") < 12
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("encoder.onnx", "cut"),
        ("encoder.onnx", "altered"),
        ("tokenizer.json", "cut"),
        ("tokenizer.json", "altered"),
        ("encoder.json", "gone"),
    ],
)
def test_a_damaged_model_is_told_and_the_ledger_stays(tmp_path: Path, name: str, damage: str) -> None:
    package = Path(onrecord.__file__).parent
    copied = tmp_path / "site" / "onrecord"
    ignored = shutil.ignore_patterns("__pycache__", name)
    shutil.copytree(package, copied, ignore=ignored)
    half = (package / "read" / "model" / name).stat().st_size // 2
    if damage != "gone":
        data = bytearray((package / "read" / "model" / name).read_bytes())
        data[half] ^= 1
        (copied / "read" / "model" / name).write_bytes(data[:half] if damage == "cut" else data)
    report, ledger = tmp_path / "report.txt", tmp_path / "story.db"
    report.write_text(BODY, encoding="utf-8")
    done = add(str(report), "--ledger", str(ledger), env={**os.environ, "PYTHONPATH": str(tmp_path / "site")})
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "the packaged model cannot be loaded" in done.stderr
    assert "reinstall onrecord" in done.stderr
    assert name in done.stderr
    store = open_store(ledger, create=False)
    found = check(store)
    store.close()
    assert found.is_sound
    assert found.reports == 0


def test_a_network_that_goes_away_half_way_costs_what_was_not_fetched(site: Site, tmp_path: Path) -> None:
    kept = [site.put(f"/{name}", BODY.replace("Norrvik", name), "text/plain") for name in ("one", "two")]

    def cut(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/plain")
        handler.send_header("Content-Length", str(10 * len(BODY)))
        handler.end_headers()
        handler.wfile.write(BODY.encode())

    def silent(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"The quay ")
        handler.wfile.flush()
        handler.connection.settimeout(5)
        handler.rfile.read(1)

    lost = [site.put_answer("/cut", cut), site.put_answer("/silent", silent), "http://127.0.0.1:1/gone"]
    words = [kept[0], *lost, kept[1], "--ledger", str(tmp_path / "s.db"), "--allow-private", "--timeout", "0.5"]
    done = add(*words)
    assert done.returncode == 1
    assert "2 added, 3 failed" in done.stdout
    assert "Traceback" not in done.stderr
    assert [line.partition(": ")[0] for line in done.stderr.splitlines()] == ["failed"] * 3
    assert all(url in done.stderr for url in lost)
    site.put("/cut", BODY.replace("Norrvik", "three"), "text/plain")
    again = add(*words)
    assert "1 added, 2 there already, 2 failed" in again.stdout
    assert json.dumps(record(tmp_path / "s.db")).count("three") > 0
