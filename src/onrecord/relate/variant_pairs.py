"""Which utterances of two reports are one saying, where neither report is a copy of the other."""

from collections.abc import Sequence

from onrecord.relate.utterances import Quoted, Utterance
from onrecord.relate.variant_changes import Difference, difference
from onrecord.relate.variant_speakers import same_speaker
from onrecord.relate.vectors import packaged

SHORTEST = 4
"""Words that one speaker's utterances have in common at least, unless the whole statements are alike."""
REWORDED = 6
"""Words in one run, at least, where others were changed."""
COMMON = 0.8
"""Share of the shorter utterance's words that stand in the longer one, at least."""
OVERLAP = 10
"""Words in one run from which on two quotations that only overlap are one saying."""
LONG = 8
"""Words in one run, at least, where the speaker is another or not named."""
HEAVY, HEAVIER = 1.5, 2.5
"""What the common words weigh together, at least: of one speaker, and otherwise."""
PLACES = 16
"""Utterances of one report that have a run in common, at most: what more have is a stock phrase."""


Pair = tuple[int, int]
"""Places of a statement of the older report and of one of the younger."""


def repeated(older: Quoted, younger: Quoted, paired: Sequence[Pair] = ()) -> list[Pair]:
    """The pairs, best first, each utterance once, none that is `paired` already."""
    done: tuple[set[int], set[int]] = {i for i, _ in paired}, {j for _, j in paired}
    found = []
    for i, j in candidates(older, younger):
        if i in done[0] or j in done[1]:
            continue
        a, b = older.by_place[i], younger.by_place[j]
        step = difference(a.words, b.words)
        if one_saying(a, b, step):
            around = len(set(a.saying.words) & set(b.saying.words)) / len({*a.saying.words, *b.saying.words})
            found.append((-round(step.share, 4), -round(around, 4), i, j))
    pairs = []
    for *_, i, j in sorted(found):
        if i not in done[0] and j not in done[1]:
            done[0].add(i)
            done[1].add(j)
            pairs.append((i, j))
    return pairs


def candidates(older: Quoted, younger: Quoted) -> list[Pair]:
    """Pairs that have a run of words in common, stock phrases left out."""
    found: set[Pair] = set()
    for run in older.runs.keys() & younger.runs.keys():
        first, second = older.runs[run], younger.runs[run]
        if len(first) <= PLACES and len(second) <= PLACES:
            found.update((i, j) for i in first for j in second)
    return sorted(found)


def one_saying(a: Utterance, b: Utterance, found: Difference) -> bool:
    """Whether so much of two utterances agrees that they are one saying."""
    shorter = min(len(a.forms), len(b.forms))
    weight = round(float(packaged().weights(found.common).sum()), 4)
    share = found.kept / shorter
    if found.kept < SHORTEST:
        return False
    if same_speaker(a.saying, b.saying):
        if found.same or weight < HEAVY:
            return found.same
        least = min(SHORTEST, shorter) if found.trimmed else REWORDED
        return (share >= COMMON and found.longest >= least) or found.longest >= OVERLAP
    if a.saying.speaker is None and b.saying.speaker is None and found.same:
        return weight >= HEAVY and found.kept > SHORTEST
    return weight >= HEAVIER and found.longest >= LONG and share >= COMMON
