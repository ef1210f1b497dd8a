"""Corrections: the judgements that people made, what each is about, and a way to undo it; where forms are sent to."""

from onrecord.folding import fold
from onrecord.ledger.judgements import KINDS
from onrecord.serve import correcting
from onrecord.serve.judged import Listed, listed
from onrecord.serve.page import Action, Asked, Filter, Page, Shown


def fix(asked: Asked) -> Shown:
    """The judgements, the latest first; those undone too."""
    chosen = asked.filters
    rows = asked.ledger.judgements()[::-1]
    total = len(rows)
    if chosen["kind"]:
        rows = [row for row in rows if row.kind == chosen["kind"]]
    if chosen["by"]:
        rows = [row for row in rows if fold(chosen["by"]) in fold(row.who)]
    if chosen["holds"]:
        rows = [row for row in rows if row.undone_at is None]
    if chosen["of"]:
        rows = [row for row in rows if row.id == chosen["of"]]
    paged = asked.paged(rows)
    found = {row.judgement.id: row for row in listed(asked, paged.rows)}
    context = {"paged": paged, "listed": list(found.values()), "total": total}
    return Shown("fix.html", "Corrections", context, lambda: paged.data(lambda row: Listed.to_dict(found[row.id])))


PAGES = (
    Page(
        "fix",
        fix,
        "Corrections",
        (
            Filter("kind", "Kind", "choice", KINDS),
            Filter("by", "By"),
            Filter("holds", "Not undone", "flag"),
            Filter("of", "One", "id"),
        ),
    ),
)
ACTIONS = (
    Action("fix-reject", correcting.reject),
    Action("fix-restore", correcting.restore),
    Action("fix-speaker", correcting.speaker),
    Action("fix-same", correcting.same),
    Action("fix-different", correcting.different),
    Action("fix-split", correcting.split),
    Action("fix-undo", correcting.undo),
)
