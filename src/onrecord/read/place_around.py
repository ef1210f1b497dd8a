"""Words around a name that tell a place: public bodies, lists with a plural, parties' letters, datelines."""

import re
from collections.abc import Sequence
from functools import cache

from onrecord.read.data import table, word_list
from onrecord.records import Span

PARTICLES = word_list("place_particles")
PARTIES = frozenset(("D", "R", "I", "DFL", "Ind", "Lib", "Con", "Lab"))
"""Letters of parties before a member's place: "D-Harte"."""
BODY = 4
"""Most words between a place's name and the head of its public body."""
DASH = re.compile(r"\s(?:—|–|--|-)\s|—|--")


@cache
def body_words(role: str) -> frozenset[str]:
    """Words of the role "head", "between" or "people"."""
    return frozenset(word for word, its in table("place_bodies") if its == role)


def body_follows(folded: Sequence[str], spelled: Sequence[str], at: int) -> bool:
    """Whether the words from `at` on name a public body or office: "Police Department", "Health Minister", "mayor".

    Places may share it: "Harte-Quarn Fire Department".
    """
    if at + 2 < len(folded) and spelled[at] in "-–/" and spelled[at + 1][0].isupper():
        at += 2
    heads, between, tails = body_words("head"), body_words("between"), body_words("tail")
    for k in range(at, min(at + BODY, len(folded))):
        if (folded[k] in heads or (k > at and folded[k] in tails)) and (
            k == at or spelled[k][0].isupper() or spelled[at][0].islower()
        ):
            return True
        if folded[k] not in between or (k == at and folded[k] in ("and", "of")):
            return False
    return False


def people_follow(spelled: Sequence[str], at: int) -> bool:
    """Whether a person of the place is named right after: "a Harte man"."""
    return at < len(spelled) and spelled[at] in body_words("people")


def possessed(spelled: Sequence[str], at: int) -> bool:
    """Whether what a place has follows: "Harte's harbour"."""
    return (
        spelled[at : at + 2] in (["'", "s"], ["’", "s"])
        and spelled[at + 2 : at + 3] != []
        and (spelled[at + 2] in body_words("has"))
    )


def of_body(folded: Sequence[str], at: int) -> bool:
    """Whether "University of" or a public body and "of" stand before word `at`."""
    if at < 2 or folded[at - 1] != "of":
        return False
    return of_university(folded, at) or folded[at - 2] == "government" or folded[at - 2] in body_words("head")


def of_university(folded: Sequence[str], at: int) -> bool:
    """Whether "University of" stands before word `at`."""
    return at > 1 and folded[at - 1] == "of" and folded[at - 2] in ("university", "universities")


def after_party(spelled: Sequence[str], words: Sequence[Span], at: int) -> bool:
    """Whether word `at` is the place of a party's member: "D-Harte"."""
    joined = at > 1 and spelled[at - 1] in "-–" and words[at - 2][1] == words[at - 1][0]
    return joined and words[at - 1][1] == words[at][0] and spelled[at - 2] in PARTIES


def plural_kinds(spelled: Sequence[str], folded: Sequence[str]) -> dict[int, tuple[str, str]]:
    """Kind and completing word of each word of a list before a plural: "Harte, Orvandel and Quarn counties"."""
    found: dict[int, tuple[str, str]] = {}
    singular = mapping_of_plurals()
    last = -1
    for at, word in enumerate(folded):
        if word not in singular or at - 1 <= last:
            continue
        k = at - 1
        while k > last and (spelled[k][0].isupper() or spelled[k] in (",", "and", "or", "&", ".", "-", "’", "'")):
            k -= 1
        if any(folded[i] in ("and", "or", "&") for i in range(k + 1, at)):
            found.update((i, singular[word]) for i in range(k + 1, at) if spelled[i][0].isupper())
        last = at
    return found


@cache
def mapping_of_plurals() -> dict[str, tuple[str, str]]:
    """Kind and completing word of each plural."""
    return {word: (kind, completing) for word, kind, completing in table("place_plurals")}


def datelines(text: str, paragraphs: Sequence[Span], sentences: Sequence[Span]) -> list[Span]:
    """Spans of the datelines: of paragraphs, and of first sentences where the title stands in one line with them."""
    opening = [(number < 2, span) for number, span in enumerate(paragraphs)]
    ends = iter(paragraphs)
    end = next(ends, (0, 0))[1]
    for start, _ in sentences[1:4]:
        while start >= end:
            end = next(ends)[1]
        opening.append((False, (start, end)))
    found = {span for first, paragraph in opening if (span := dateline(text, paragraph, first))}
    return sorted(found)


def dateline(text: str, paragraph: Span, opening: bool) -> Span | None:
    """Span of the words before the dash that opens a report: "RØNNE, Denmark (Reuters) —".

    Only an `opening` paragraph may have one without capitals or an agency's name in brackets.
    """
    start, end = paragraph
    found = DASH.search(text, start, min(end, start + 90))
    if not found:
        return None
    head = re.sub(r"\([^()]*\)", " ", text[start : found.start()])
    words = re.findall(r"[^\W\d_]+", head)
    lower = [word for word in words if word[0].islower() and word not in PARTICLES]
    if not words or lower or len(words) > 9 or re.search(r"[.!?]\s+[A-Z]", head):
        return None
    loud = words[0].isupper() and len(words[0]) > 2
    if not (loud or "(" in text[start : found.start()] or (opening and len(words) <= 4)):
        return None
    brackets = text.find("(", start, found.start())
    return start, found.start() if brackets < 0 else brackets
