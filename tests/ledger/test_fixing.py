"""Judgements: they win over the program, survive relating anew, and can be undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.ledger import Ledger
from onrecord.ledger.schema import relating
from tests.ledger.build import STORY, make, open_ledger
from tests.ledger.pile import PILE


@pytest.fixture
def judged(ledger: Ledger) -> Ledger:
    """A ledger with the story, in which somebody is about to judge."""
    ledger.add_reports(STORY)
    return ledger


def names(ledger: Ledger) -> list[str]:
    return [entity.name for entity in ledger.entities()]


def test_two_names_are_made_one_and_parted_again(judged: Ledger) -> None:
    assert names(judged) == ["Jørgen K. Dahl", "Marta Zielińska"]
    judgement = judged.judge("Ida", "a joke").same("Dahl", "Marta Zielińska")
    assert names(judged) == ["Jørgen K. Dahl"]
    assert {said.speaker.name for said in judged.said() if said.speaker} == {"Jørgen K. Dahl"}
    judged.judge("Ove").undo(judgement.id[:6])
    assert names(judged) == ["Jørgen K. Dahl", "Marta Zielińska"]


def test_one_entity_is_parted(judged: Ledger) -> None:
    judged.judge("Ida").different("Jørgen Dahl", "Jørgen K. Dahl")
    assert {"Jørgen Dahl", "Jørgen K. Dahl"} <= set(names(judged))


def test_the_latest_of_two_that_contradict_each_other_holds(judged: Ledger) -> None:
    judged.judge("Ida").same("Jørgen K. Dahl", "Marta Zielińska")
    judged.judge("Ove").different("Jørgen K. Dahl", "Marta Zielińska")
    assert names(judged) == ["Jørgen K. Dahl", "Marta Zielińska"]
    judged.judge("Ida").same("Jørgen K. Dahl", "Marta Zielińska")
    assert len(names(judged)) == 1


def test_a_judgement_survives_what_is_added_later(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_reports(STORY[:3])
        ledger.judge("Ida").same("Jørgen K. Dahl", "Marta Zielińska")
    with open_ledger(path) as ledger:
        ledger.add_reports([*STORY, make("ny", "2031-03-14", 'Marta Zielińska said "the case is closed for us now".')])
        assert len(names(ledger)) == 1


def test_the_speaker_of_a_statement(judged: Ledger) -> None:
    (row,) = [said for said in judged.said() if said.speaker is None and said.report.outlet == "Norden"]
    judged.judge("Ida").speaker(row.id, "Marta Zielińska")
    assert row.id in {said.id for said in judged.said("zielinska")}
    exported = {r["id"]: r for table, r in judged.dump() if table == "statements"}
    assert exported[row.id]["speaker"] == next(e.id for e in judged.entities() if e.name == "Marta Zielińska")
    assert exported[row.id]["speaker_kind"] == "person"
    newcomer = judged.judge("Ida").speaker(row.id, "Coast Guard", kind="organization")
    assert "Coast Guard" in names(judged)
    assert [said.speaker_kind for said in judged.said("coast guard")] == ["organization"]
    judged.judge("Ida").undo(newcomer.id)
    assert row.id in {said.id for said in judged.said("zielinska")}
    judged.judge("Ida").speaker(row.id, None)
    assert row.id not in {said.id for said in judged.said("zielinska")}


def test_a_rejected_row_is_nowhere_and_comes_back(judged: Ledger) -> None:
    before = list(judged.dump())
    figure = next(row for row in judged.figures() if row.statement and row.speaker)
    statement = figure.statement
    assert statement is not None
    judged.judge("Ida").reject(statement.id[:8])
    assert statement.id not in {said.id for said in judged.said()}
    assert statement.id not in {hit.statement.id for hit in judged.search("people") if hit.statement}
    assert all(row.get("id") != statement.id for table, row in judged.dump() if isinstance(row, dict))
    (left,) = [given for given in judged.figures() if given.figure.id == figure.figure.id]
    assert left.statement is None
    judged.judge("Ida").reject(figure.figure.id)
    assert figure.figure.id not in {given.figure.id for given in judged.figures()}
    judged.judge("Ove").restore(figure.figure.id)
    judged.judge("Ove").restore(statement.id)
    assert list(judged.dump()) == before


def test_every_judgement_is_kept_with_who_when_and_why(judged: Ledger) -> None:
    judged.judge("Ida", "one man").same("Jørgen K. Dahl", "Marta Zielińska")
    judged.judge("Ove").undo(judged.judgements()[0].id)
    (row,) = judged.judgements()
    assert (row.kind, row.who, row.why, row.undone_by) == ("same", "Ida", "one man", "Ove")
    assert row.made_at == row.undone_at == "2031-03-20T12:00:00Z"
    with pytest.raises(UsageError, match="was undone"):
        judged.judge("Ida").undo(row.id)


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda by, _: by.same("Nobody Such", "Dahl"), "nobody is called 'Nobody Such'"),
        (lambda by, _: by.same("Dahl", "Dahl"), "one name"),
        (lambda by, _: by.reject("abc"), "too short"),
        (lambda by, _: by.reject("ffffffff"), "no statement or figure"),
        (lambda by, row: by.speaker(row, "Some One", kind="robot"), "allowed: person"),
        (lambda by, row: by.restore(row), "not rejected"),
        (lambda by, row: by.split(row), "not in one claim"),
        (lambda by, _: by.undo("zzzz"), "no judgements"),
        (lambda by, _: by.undo(""), "no judgements"),
        (lambda by, row: by.reject(row, row), "are one row"),
        (lambda by, row: by.speaker(row, "  ", kind="person"), "name is blank"),
        (lambda by, row: by.speaker(row, "..."), "nobody is called"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(judged: Ledger, act, message: str) -> None:  # type: ignore[no-untyped-def]
    # The statement of the latest report stands alone there.
    row = judged.said()[-1].id
    with pytest.raises(UsageError, match=message):
        act(judged.judge("Ida"), row)
    assert judged.judgements() == []


def test_somebody_must_judge(judged: Ledger) -> None:
    with pytest.raises(UsageError, match="--by NAME"):
        judged.judge(" ").same("Jørgen K. Dahl", "Marta Zielińska")


@pytest.fixture
def pile(path: Path) -> Iterator[Ledger]:
    """A ledger of five reports that are related in every way."""
    with open_ledger(path) as opened:
        opened.add_reports(PILE)
        yield opened


def three(ledger: Ledger) -> None:
    """Three people whom nobody would take for one."""
    said = '{} said "we have seen the ship and have nothing more to say today".'
    names = ("Ida Falk", "Ove Krag", "Petra Lund")
    ledger.add_reports(make(n.split()[0].lower(), f"2031-03-0{i + 1}", said.format(n)) for i, n in enumerate(names))


def test_what_was_judged_different_is_not_joined_by_way_of_a_third(ledger: Ledger) -> None:
    three(ledger)
    apart = ledger.judge("Ida").different("Ida Falk", "Petra Lund")
    ledger.judge("Ida").same("Ida Falk", "Ove Krag")
    with pytest.raises(UsageError, match=r"would join two who were judged to be different"):
        ledger.judge("Ove").same("Ove Krag", "Petra Lund")
    assert names(ledger) == ["Ida Falk", "Petra Lund"]
    assert len(ledger.judgements()) == 2
    ledger.judge("Ida").undo(apart.id)
    ledger.judge("Ove").same("Ove Krag", "Petra Lund")
    assert names(ledger) == ["Ida Falk"]
    # What follows only from two others gives way to a judgement on the pair itself.
    ledger.judge("Ida").different("Ida Falk", "Petra Lund")
    assert len(names(ledger)) == 2


def test_names_of_one_report_cannot_be_told_apart(ledger: Ledger) -> None:
    text = 'Ida Falk said "the quay is shut until the spring". Falk said "nobody may walk there before that".'
    ledger.add_reports([make("one", "2031-03-05", text)])
    with pytest.raises(UsageError, match=r"a report gives both as names of one entity.*onrecord fix speaker"):
        ledger.judge("Ida").different("Falk", "Ida Falk")
    assert ledger.judgements() == []


def test_different_holds_for_reports_to_come(ledger: Ledger) -> None:
    ledger.add_reports([make("one", "2031-03-05", 'Ida Falk said "the quay is shut until the spring".')])
    ledger.add_reports([make("two", "2031-03-06", 'Ida B. Falk said "the crane is broken since the winter".')])
    assert len(names(ledger)) == 1
    ledger.judge("Ida").different("Ida Falk", "Ida B. Falk")
    ledger.add_reports([make("three", "2031-03-07", 'Ida Falk said "the bridge will be painted in the autumn".')])
    by_name = {said.quote: said.speaker.name for said in ledger.said() if said.speaker}
    assert sorted(by_name.values()) == ["Ida B. Falk", "Ida Falk", "Ida Falk"]


def test_judgements_survive_relating_anew(pile: Ledger, path: Path) -> None:
    judge = pile.judge("Ida")
    judge.same("Dahl", "Marta Zielińska")
    (denied,) = [row for row in pile.disputes() if row.kind == "denied"]
    judge.reject(denied.dispute.id)
    before = list(pile.dump())
    with pile._store.writing() as connection:
        connection.execute(relating.update().values(version=-1))
    pile.close()
    with open_ledger(path) as anew:
        assert list(anew.dump()) == before
        assert names(anew).count("Marta Zielińska") == 0


def test_judgements_on_names_survive_reading_anew(tmp_path: Path) -> None:
    # Another reading has other rows, so other ids; the judgement goes by names and still fits.
    with open_ledger(tmp_path / "one.db") as ledger:
        ledger.add_reports(PILE[:1])
        ledger.judge("Ida").same("Jørgen K. Dahl", "Marta Zielińska")
        (entity,) = ledger.entities()
        ledger.add_reports(PILE[3:])
        (dahl,) = [one for one in ledger.entities() if "Marta Zielińska" in (one.name, *one.aliases)]
        assert {"Jørgen Dahl", "Dahl", *entity.aliases} <= {dahl.name, *dahl.aliases}


def test_a_dispute_is_rejected_and_what_else_relates_its_rows_stays(pile: Ledger) -> None:
    (row,) = [one for one in pile.disputes() if {len(one.first), len(one.second)} == {2, 1} and one.origins == 2]
    series, export = pile.series(), list(pile.dump())
    rejected = pile.judge("Ida").reject(row.dispute.id[:8])
    assert row.dispute.id not in {one.dispute.id for one in pile.disputes()}
    assert pile.series() == series
    pile.add_reports([make("echo", "2031-03-07", PILE[0].text + "More to follow.")])
    assert not any(set(row.second) & set(one.second) for one in pile.disputes() if one.kind == "figures_differ")
    with pytest.raises(UsageError, match="no statement or figure"):
        pile.judge("Ove").reject(row.dispute.id)
    assert pile.judge("Ove").restore(row.dispute.id[:8]).id == rejected.id
    assert any(set(row.second) & set(one.second) for one in pile.disputes() if one.kind == "figures_differ")
    assert len(list(pile.dump())) > len(export)


def test_what_relates_two_rows_is_rejected(pile: Ledger) -> None:
    (row,) = [one for one in pile.quotes() if one.kind == "negated"]
    count = len(pile.quotes())
    pile.judge("Ida").reject(row.original.id, row.variant.id)
    assert len(pile.quotes()) == count - 1
    assert not any(one.kind == "contradicted" for one in pile.disputes())
    with pytest.raises(UsageError, match="rejected already, by Ida on 2031-03-20T12:00:00Z; undo it with"):
        pile.judge("Ove").reject(row.variant.id, row.original.id)
    pile.judge("Ove").restore(row.variant.id, row.original.id)
    assert len(pile.quotes()) == count
    with pytest.raises(UsageError, match="not rejected"):
        pile.judge("Ove").restore(row.variant.id, row.original.id)


def test_a_claim_is_split(pile: Ledger) -> None:
    claim = pile.claims()[0]
    rival = next(said for said in claim.said if said.report.outlet == "Rival")
    judgement = pile.judge("Ida").split(rival.id)
    assert not any(rival in one.said for one in pile.claims())
    rest = [said for said in claim.said if said != rival]
    assert rest in [list(one.said) for one in pile.claims()]
    pile.judge("Ida").undo(judgement.id)
    assert pile.claims()[0].said == claim.said
    with pytest.raises(UsageError, match="not in one claim"):
        pile.judge("Ida").split(*(said.id for said in claim.said))
    other = pile.claims()[-1].said[0].id
    with pytest.raises(UsageError, match="not in one claim"):
        pile.judge("Ida").split(rival.id, other)


def test_every_listing_is_without_rejected_rows(pile: Ledger) -> None:
    """Whatever has an id can be rejected, and is then in no listing and in no other row."""
    ids = {
        "statement": pile.claims()[0].said[0].id,
        "figure": pile.series()[0].given[0].figure.id,
        "movement": pile.movements()[0].movement.id,
        "question": pile.questions()[0].question.id,
    }
    judge = pile.judge("Ida")
    for id_ in ids.values():
        judge.reject(id_)
    shown = (
        "said", "claims", "disputes", "quotes", "series", "questions", "expectations", "outlets", "entities",
    )  # fmt: skip
    listed = {name: str([row.to_dict() for row in getattr(pile, name)()]) for name in shown}
    listed["movements"] = str([row.to_dict() for row in pile.movements()])
    listed["figures"] = str([row.figure.id for row in pile.figures()])
    listed["search"] = str([row.to_dict() for row in pile.search("passenger OR people")])
    listed["export"] = str(list(pile.dump()))
    brief = pile.brief()
    listed["brief"] = str(
        (brief.figures, brief.disputes, brief.altered, brief.denials, brief.expected, brief.movements)
    )
    found = {(name, kind) for name, text in listed.items() for kind, id_ in ids.items() if id_ in text}
    assert found == set()
    for judgement in pile.judgements():
        judge.undo(judgement.id)
    assert all(id_ in str(list(pile.dump())) for id_ in ids.values())


def test_a_speaker_who_was_set_speaks_in_every_listing(pile: Ledger) -> None:
    claim = next(one for one in pile.claims() if "lifeboats" in one.said[0].quote)
    for said in claim.said:
        pile.judge("Ida").speaker(said.id, "Petra Lund")
    claim = next(one for one in pile.claims() if "lifeboats" in one.said[0].quote)
    assert claim.to_dict()["speakers"] == ["Petra Lund"]
    (dispute,) = [row for row in pile.disputes() if row.kind == "denied"]
    assert dispute.to_dict()["first"]["speakers"] == ["Petra Lund"]
    assert "Petra Lund" in {row.entity.name for row in pile.brief().speakers}
    assert "Marta Zielińska" not in {row.entity.name for row in pile.brief().speakers}
    assert {row.original.speaker.name for row in pile.quotes() if "lifeboats" in row.original.quote} == {"Petra Lund"}  # type: ignore[union-attr]
    assert {hit.statement.speaker.name for hit in pile.search("lifeboats winter") if hit.statement} == {  # type: ignore[union-attr]
        "Petra Lund",
        "Jørgen K. Dahl",
    }


def test_what_is_not_of_the_kind_wanted_is_named(pile: Ledger) -> None:
    figure = pile.figures()[0].figure.id
    with pytest.raises(UsageError, match=f"no statement has an id that begins with '{figure}': that is a figure"):
        pile.judge("Ida").speaker(figure, "Petra Lund")
    report = pile.reports()[0].id
    with pytest.raises(UsageError, match="that is a report"):
        pile.judge("Ida").reject(report)
    said = pile.said()[0].id
    pile.judge("Ida").speaker(said, "Coast Guard", kind="organization")
    with pytest.raises(UsageError, match="Coast Guard is in no report"):
        pile.judge("Ida").different("Coast Guard", "Petra Lund")


def test_a_name_is_parted_from_another_whichever_is_named_first(tmp_path: Path) -> None:
    for i, pair in enumerate((("Dahl", "Jørgen K. Dahl"), ("Jørgen K. Dahl", "Dahl"))):
        with open_ledger(tmp_path / f"{i}.db") as ledger:
            ledger.add_reports(STORY)
            ledger.judge("Ida").different(*pair)
            speakers = {said.report.outlet: said.speaker.name for said in ledger.said("dahl") if said.speaker}
            assert speakers["Gazeta"] == "Dahl"
            assert speakers["Norden"] == "Jørgen K. Dahl"


def test_nobody_with_a_name_is_not_found_by_one(judged: Ledger) -> None:
    row = judged.said("dahl")[0]
    judged.judge("Ida").speaker(row.id, None)
    assert row.id not in {said.id for said in judged.said("dahl")}
    assert row.id in {said.id for said in judged.said()}


def test_what_stood_in_a_rejected_statement_stands_in_none(judged: Ledger) -> None:
    figure = next(row for row in judged.figures() if row.statement)
    judged.judge("Ida").reject(figure.statement.id)  # type: ignore[union-attr]
    (left,) = [row for row in judged.figures() if row.figure.span == figure.figure.span and row.report == figure.report]
    assert left.to_dict()["statement"] is None


def test_a_rejected_statement_takes_no_place_among_the_results(judged: Ledger) -> None:
    first, second, *_ = judged.search("ferry")
    assert first.statement is not None
    judged.judge("Ida").reject(first.statement.id)
    assert judged.search("ferry", limit=1) == [second]
