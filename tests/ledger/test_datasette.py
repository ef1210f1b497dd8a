"""A ledger can be browsed with Datasette as it is."""

import asyncio
from pathlib import Path

import pytest

from tests.ledger.build import STORY, open_ledger

datasette = pytest.importorskip("datasette.app", reason="Datasette is not installed")
SHOWN = ("reports", "statements", "figures", "places", "entities", "links", "judgements")


def test_datasette_shows_every_table(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reports(STORY)
    pages = datasette.Datasette([str(path)])

    async def look() -> None:
        assert (await pages.client.get("/")).status_code == 200
        for table in SHOWN:
            page = await pages.client.get(f"/{path.stem}/{table}")
            assert page.status_code == 200, table
        rows = (await pages.client.get(f"/{path.stem}/statements.json?_shape=array")).json()
        assert rows
        found = await pages.client.get(f"/{path.stem}/statements?_labels=on")
        assert f"/{path.stem}/reports/{rows[0]['report']}" in found.text  # a reference leads to its report

    asyncio.run(look())
