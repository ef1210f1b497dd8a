"""Stray pieces between sentences, and sentences of reporting that refer to nothing."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.read.damage_findings import PRONOUNS, Finding, reports, unquoted
from onrecord.read.data import word_list
from onrecord.read.document import Document
from onrecord.records import Span

LIGHT = word_list("damage_light_words")
ANAPHORS = word_list("damage_anaphors")
LONE_WORDS = word_list("damage_lone_words")
SCREEN = word_list("damage_screen_words")
LONGEST_FRAGMENT = 3
LONGEST_SCREEN = 5
LONGEST_DANGLING = 12
SHORTEST_DANGLING = 4
LONGEST = 120
"""Characters beyond which no sentence is looked at."""
BEFORE = 24
"""Characters before a sentence that tell what it follows."""
CONTENT = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "VB", "VBG", "VBN", "VBP", "VBZ", "VBD"})
LISTED = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "RB"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "PRP", "EX", "UH", "WRB", "WP", "WDT"})
DANGLING_END = frozenset({"DT", "IN", "TO", "CC", "PRP$"})
ARTICLES = frozenset({"the", "an", "a", "my", "your", "their", "our", "every"})
LATEST_VERB = 3
SHORTEST_CLAUSE = 3
NEGATIONS = frozenset({"not", "never", "didn", "wasn", "hadn", "haven", "isn", "weren", "t"})
OBJECTS = frozenset({"him", "her", "them", "us", "me"})
SUBJECTS = PRONOUNS | {"this", "that", "these", "those", "there", "the"}
BE = frozenset({"is", "are", "was", "were", "been"})
STOPPED = frozenset(".!”\"’'")
SHORT_TITLE = re.compile(r"\b[A-Z][a-z]{0,5}\.$")
NAMED = frozenset({"person", "organization"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A short sentence outside quotation marks: its words (marks left out), in lower case, with their indices.

    `first` and `only` tell its place in the paragraph, `before` is the text before it without the white space.
    """

    span: Span
    words: tuple[str, ...]
    indices: tuple[int, ...]
    tags: tuple[str, ...]
    first: bool
    only: bool
    before: str


def stray_sentences(document: Document) -> Iterator[Finding]:
    """Fragments and dangling sentences, in order."""
    short = list(short_sentences(document))
    bare = {sentence.span for sentence in short if bare_of_verbs(sentence)}
    ends = {sentence.span[1]: sentence for sentence in short}
    starts = {sentence.span[0]: sentence for sentence in short}
    for sentence in short:
        found = dangling(document, sentence)
        if found:
            yield found
        elif cut_short(document, sentence):
            yield Finding(sentence.span, "fragment", sure=not sentence.only)
        elif sentence.span in bare and plain_stop(document, sentence):
            neighbours = (ends.get(sentence.span[0] - 1), starts.get(sentence.span[1] + 1))
            if not any(other and other.span in bare for other in neighbours) and not answers(sentence):
                yield Finding(sentence.span, "fragment", sure=surely_stray(document, sentence))


def short_sentences(document: Document) -> Iterator[Sentence]:
    """The report's short sentences outside quotation marks."""
    text = document.text
    paragraph, at = (-1, -1), -1
    for span in document.sentences:
        while span[0] >= paragraph[1]:
            at += 1
            paragraph = document.paragraphs[at]
        if span[1] - span[0] > LONGEST or text[span[0]] in "([{<" or not unquoted(document, span):
            continue
        indices = tuple(i for i in document.words_in(span) if text[document.words[i][0]].isalnum())
        if not 1 <= len(indices) <= LONGEST_DANGLING:
            continue
        yield Sentence(
            span,
            tuple(document.lower[i] for i in indices),
            indices,
            tuple(document.tag(i) for i in indices),
            span[0] == paragraph[0],
            span == paragraph,
            text[max(0, span[0] - BEFORE) : span[0]].rstrip(),
        )


def plain_stop(document: Document, sentence: Sentence) -> bool:
    """Whether it begins with a capital and ends in a full stop, a stray closing mark behind it allowed."""
    start, end = sentence.span
    return document.text[start].isupper() and document.text[start:end].rstrip("”\"’'").endswith(".")


def bare_of_verbs(sentence: Sentence) -> bool:
    """Whether it is one word of meaning, or two or three words without a finite verb, a pronoun or a digit."""
    if len(sentence.words) > LONGEST_FRAGMENT or not all(word.isalpha() for word in sentence.words):
        return False
    if len(sentence.words) == 1:
        return sentence.tags[0] in CONTENT and sentence.words[0] not in LONE_WORDS and len(sentence.words[0]) > 2
    return not FINITE.intersection(sentence.tags) and not CONTENT.isdisjoint(sentence.tags)


def answers(sentence: Sentence) -> bool:
    """Whether what stands before it is unfinished: a question that it answers, a colon, a wrapped line."""
    return sentence.only or (sentence.before != "" and sentence.before[-1] not in STOPPED)


def named(document: Document, span: Span, kinds: frozenset[str]) -> bool:
    """Whether a name of one of the kinds begins in the span."""
    at = bisect_left(document.names, span[0], key=lambda name: name.span[0])
    return at < len(document.names) and document.names[at].span[0] < span[1] and document.names[at].kind in kinds


def surely_stray(document: Document, sentence: Sentence) -> bool:
    """Whether the piece stands behind a sentence and is no name, none behind a title ("Del. Ruiz.") and no dateline."""
    if sentence.first or named(document, sentence.span, NAMED):
        return False
    if sentence.tags[0].startswith("NNP") and SHORT_TITLE.search(sentence.before):
        return False
    if len(sentence.words) == 1:
        return True
    listed = "," in document.text[slice(*sentence.span)] and LISTED.issuperset(sentence.tags)
    return listed and not named(document, sentence.span, NAMED | {"place"})


def cut_short(document: Document, sentence: Sentence) -> bool:
    """Whether the sentence stops behind a word that must go on: "Share to the.", "Click for."."""
    if not plain_stop(document, sentence):
        return False
    if sentence.words[-1] in ARTICLES and sentence.tags[-1] in DANGLING_END and len(sentence.words) > 1:
        return document.text[document.words[sentence.indices[-1]][0]].islower()
    if sentence.words[0] not in SCREEN or not 2 <= len(sentence.words) <= LONGEST_SCREEN or sentence.first:
        return False
    plain = all(document.text[document.words[i][0]].islower() for i in sentence.indices[1:])
    return plain and (
        sentence.tags[-1] in DANGLING_END or (len(sentence.words) > 2 and sentence.words[1] in {"also", "more"})
    )


def dangling(document: Document, sentence: Sentence) -> Finding | None:
    """A sentence in which somebody says something that is not there.

    "He said that he had done so.", "She confirmed that it was the one.": a pronoun, a reporting verb, then pronouns and
    empty verbs alone, one of them in want of something before it. "He was reported to have said." too. With a name for
    the pronoun, with a negation, or in another order ("It was done as stated.") it is doubtful.
    """
    words = sentence.words
    if len(words) > LONGEST_DANGLING or len(words) < SHORTEST_DANGLING or not plain_stop(document, sentence):
        return None
    verbs = [at for at, word in enumerate(words) if reports(word) and word not in LIGHT]
    if not verbs:
        return None
    subject = 0
    while subject < verbs[0] and sentence.tags[subject].startswith("NNP"):
        subject += 1
    if not all(word in LIGHT or word in NEGATIONS or at in verbs for at, word in enumerate(words[subject:], subject)):
        return None
    denied = not NEGATIONS.isdisjoint(words)
    told = verbs[0] <= subject + LATEST_VERB and refers_to_nothing(words[verbs[0] - 1], words[verbs[0] + 1 :])
    if subject and not told:
        return None
    sure = told and not subject and not denied and words[0] in PRONOUNS - {"i", "you"} and not sentence.only
    return Finding(sentence.span, "dangling", sure)


def refers_to_nothing(before: str, reported: tuple[str, ...]) -> bool:
    """Whether the words behind a reporting verb, given the one before it, are an empty clause that points elsewhere."""
    if before in BE:
        return reported[:1] in {("to",), ("that",)} and len(reported) < SHORTEST_DANGLING + 2
    if len(reported) > 1 and reported[0] in OBJECTS:
        reported = reported[1:]
    clause = reported[1:] if reported[:1] == ("that",) else reported
    opens = len(clause) >= SHORTEST_CLAUSE and clause[0] in SUBJECTS
    return opens and any(word in ANAPHORS for word in clause[1:])
