"""Which statement, or which sentence of the report's own, tells what was found."""

from onrecord.relate.links import Link, Reasons
from onrecord.relate.terms import CLEAR, STRONG, Searched, Stretch, Taken, Token, inside

BOTH = 2
CLOSE = 8
"""Words between two that are told together, at most, where one is only like a word of the topic."""
MOSTLY = 0.75
"""Share of the words found that a statement holds if it is the one that tells."""


def telling_words(taken: Taken, sentence: Stretch, least: float = CLEAR) -> list[Token]:
    """The words of the sentence that take up one of the topic's own, at least so well, and are no names."""
    return [token for token in taken.tokens(sentence, own=True, least=least) if not token.named]


def holds(taken: Taken, sentence: Stretch) -> bool:
    """Whether two of the topic's own words are told together: the same, or one and close to it one like another."""
    told, same = telling_words(taken, sentence), telling_words(taken, sentence, STRONG)
    if len(same) >= BOTH or len(told) < BOTH or not same:
        return len(same) >= BOTH
    places = [at for at, token in enumerate(sentence.tokens) if token in told]
    return places[-1] - places[0] <= CLOSE


def names_met(taken: Taken, sentence: Stretch) -> bool:
    """Whether the sentence has half of the names of the topic's own words, by what they weigh, if there are any."""
    names = [at for at in range(taken.topic.size) if taken.topic.named[at]]
    weights = taken.topic.weights[names]
    met = taken.found[names, sentence.place] >= CLEAR
    return not names or float((weights * met).sum()) >= float(weights.sum()) / 2


def link_to(kind: str, first: str, text: Searched, sentence: Stretch, taken: Taken, reasons: Reasons) -> Link:
    """A link to the statement that tells it, where one holds most of the words found, else to the sentence."""
    places = [token.span[0] for token in taken.tokens(sentence)]
    telling = None
    for saying in text.view.sayings:
        held = sum(inside(place, saying.statement.content) for place in places)
        if held >= MOSTLY * len(places) and not text.earlier(saying.statement):
            size = len(saying.text)
            if telling is None or size < len(telling.text):
                telling = saying
    return Link(
        kind=kind,
        first=first,
        second=telling.id if telling else None,
        report=text.view.id,
        span=sentence.span,
        reasons=reasons,
    )
