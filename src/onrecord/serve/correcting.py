"""Corrections: what the forms of pages ask for is judged by `Ledger.judge`, by the rules of `onrecord fix`."""

import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from onrecord.errors import UsageError
from onrecord.ledger import Judge
from onrecord.serve.page import Asked

Form = Mapping[str, str]

LONGEST = {"who": 100, "why": 500, "name": 300, "entity": 300, "other": 300}
"""Characters that a field may have."""
HINTS = tuple(
    (re.compile(pattern, re.DOTALL), instead)
    for pattern, instead in (
        (r"; (?:list (?:them|the judgements) with|see): onrecord fix --list$", "; the page of corrections lists them"),
        (r"; undo it with: onrecord fix undo \w+$", "; the page of corrections can undo that"),
        (r" instead: onrecord fix speaker$", " instead, each where it is corrected"),
        (r"; see: onrecord claims --json$", "; the page of claims has all claims"),
        (r"; listings show ids with --ids$", "; lists have a link beside each row to correct it"),
        (
            r"; look up names with: onrecord said .*$",
            "; the page of speakers has all names, with a kind a new one is made",
        ),
        (r"; give --by NAME$", "; write your name"),
        (r", or --nobody$", ", or tick that nobody is named"),
    )
)
"""What messages tell to do on the command line, and what on a page."""


def told_on_pages(message: str) -> str:
    """The message with what to do on a page in place of the command to give."""
    for pattern, instead in HINTS:
        message = pattern.sub(instead, message)
    return message


def correction(do: Callable[[Judge, Form], str | None]) -> Callable[[Asked, Form], str]:
    """What a form's address does: judges, and leads back. `do` returns the id of the row that is shown no more."""

    def act(asked: Asked, form: Form) -> str:
        for name, most in LONGEST.items():
            if len(form.get(name, "")) > most:
                raise UsageError(f"{name} is {len(form[name]):,} characters long; at most {most} are taken")
        try:
            gone = do(asked.ledger.judge(form.get("who", ""), form.get("why") or None), form)
        except UsageError as error:
            raise UsageError(told_on_pages(str(error))) from error
        return back(asked, form.get("back", ""), gone)

    return act


def back(asked: Asked, given: str, gone: str | None) -> str:
    """The page that the form was on; where that was the page of a row that is shown no more, the page to correct it."""
    own = urlsplit(given).path if given else ""
    if gone and gone in own and not own.startswith("/fix/"):
        return asked.url("fix-row", id=gone)
    return given or asked.url("fix")


def need(form: Form, name: str, what: str) -> str:
    """A field of the form; UsageError where it is empty."""
    if not form.get(name):
        raise UsageError(f"{what} is missing; choose or write one")
    return form[name]


@correction
def reject(judge: Judge, form: Form) -> str | None:
    """A row or a dispute is wrong, or what relates two rows is."""
    row, other = need(form, "row", "the row"), form.get("other") or None
    judge.reject(row, other)
    return None if other else row


@correction
def restore(judge: Judge, form: Form) -> None:
    """A rejection is taken back."""
    judge.restore(need(form, "row", "the row"), form.get("other") or None)


@correction
def speaker(judge: Judge, form: Form) -> None:
    """Somebody else, or nobody with a name, makes a statement."""
    name, nobody = form.get("name") or None, bool(form.get("nobody"))
    if nobody == (name is not None):
        raise UsageError("write the speaker's name, or tick that nobody is named, not both")
    judge.speaker(need(form, "statement", "the statement"), name, None if nobody else form.get("kind") or None)


@correction
def same(judge: Judge, form: Form) -> None:
    """Two entities are one."""
    judge.same(need(form, "entity", "the one name"), need(form, "other", "the other name"))


@correction
def different(judge: Judge, form: Form) -> None:
    """Two names are not of one entity."""
    judge.different(need(form, "entity", "the one name"), need(form, "other", "the other name"))


@correction
def split(judge: Judge, form: Form) -> None:
    """Statements say something else than the rest of their claim."""
    judge.split(*need(form, "statements", "a statement").split("\n"))


@correction
def undo(judge: Judge, form: Form) -> None:
    """A judgement holds no longer."""
    judge.undo(need(form, "judgement", "the judgement"))
