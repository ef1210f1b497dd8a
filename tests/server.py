"""A PostgreSQL server for tests: the one that is named in the environment, or one of their own while they run."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import quote

VARIABLE = "ONRECORD_TEST_POSTGRES"
"""Names a database for tests: schemas are made in it, and dropped again."""
WHY_NOT = f"no PostgreSQL: install Debian's package postgresql, or name a database in {VARIABLE}"
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=''", "max_connections=200")


@cache
def programs() -> Path | None:
    """The folder of initdb and pg_ctl, None where there are none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    there = shutil.which("initdb")
    return Path(there).resolve().parent if there else None


def is_there() -> bool:
    """Whether tests can have a server."""
    return bool(os.environ.get(VARIABLE)) or programs() is not None


@contextmanager
def server() -> Iterator[str]:
    """The address of a database for tests; a server that was started for it is stopped at the end."""
    if given := os.environ.get(VARIABLE):
        yield given
        return
    where = programs()
    assert where is not None, WHY_NOT
    folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-"))
    # PostgreSQL does not run as the superuser.
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user, user)
    data = folder / "data"

    def run(*command: str) -> None:
        subprocess.run(
            command, check=True, user=user, group=user, extra_groups=[] if user else None, cwd=folder,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT,
        )  # fmt: skip

    try:
        run(str(where / "initdb"), "-D", str(data), "-A", "trust", "-U", "onrecord", "-E", "UTF8", "--locale=C", "-N")
        options = " ".join(f"-c {one}" for one in (*QUICK, f"unix_socket_directories='{folder}'"))
        run(str(where / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql://onrecord@/postgres?host={folder}"
        finally:
            run(str(where / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def in_schema(url: str, name: str) -> str:
    """The address of a schema of the database, which is made where it is not there."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE SCHEMA IF NOT EXISTS "{name}"')
    mark = "&" if "?" in url else "?"
    return f"{url}{mark}options={quote(f'-csearch_path={name}')}"


def drop(url: str, name: str) -> None:
    """Drop a schema."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP SCHEMA IF EXISTS "{name}" CASCADE')
