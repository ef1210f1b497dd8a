"""In which words two utterances differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from onrecord.relate.data import table
from onrecord.relate.utterances import Word

Change = tuple[str, str, str]
"""Operation ("replace", "delete" or "insert"), words before, words after."""

NEGATORS = table("variant_negators")
PLAIN, LIGHT = frozenset(NEGATORS["plain"].split()), frozenset(NEGATORS["light"].split())
BETWEEN = 1
"""Light words between two changes, at most, that make one change of them."""
SHORT = 3
"""Words for which a reporter's bracket may stand, at most."""
MOST_CUTS = 6
"""Parts left out, at most: more make another wording."""
OVERLAP = 8
"""Words in one run from which on two quotations that only overlap are parts of one."""
AROUND = 3


@dataclass(frozen=True, slots=True)
class Step:
    """Words `first` to `first_end` of the one utterance stand where words `second` to `second_end` of the other do;
    `same` when they are the same."""

    same: bool
    first: int
    first_end: int
    second: int
    second_end: int


@dataclass(frozen=True, slots=True)
class Flat:
    """Words as they are compared, one behind another, each with the place of the word that it comes from."""

    forms: tuple[str, ...]
    places: tuple[int, ...]

    @classmethod
    def of(cls, words: Sequence[Word]) -> "Flat":
        """The forms of all the words."""
        pairs = [(form, place) for place, word in enumerate(words) for form in word.forms]
        return cls(tuple(form for form, _ in pairs), tuple(place for _, place in pairs))


@dataclass(frozen=True, slots=True)
class Difference:
    """The steps from one utterance to the other, in order, and the words of both."""

    first: tuple[Word, ...]
    second: tuple[Word, ...]
    flat: tuple[Flat, Flat]
    steps: tuple[Step, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """What was changed, in words as written."""
        found = []
        for step in joined(self.steps, self.flat[0].forms):
            if not step.same:
                step = self.in_words(step)  # noqa: PLW2901
                before = written(self.first, self.flat[0], step.first, step.first_end)
                after = written(self.second, self.flat[1], step.second, step.second_end)
                if before != after:
                    found.append(("replace" if before and after else "delete" if before else "insert", before, after))
        return tuple(found)

    def in_words(self, step: Step) -> Step:
        """The step, widened where it begins or ends inside a word as written: "don't" against "do"."""
        (i, k), (j, m) = (step.first, step.second), (step.first_end, step.second_end)
        a, b = (flat.places for flat in self.flat)
        while i and k and ((i < j and a[i - 1] == a[i]) or (k < m and b[k - 1] == b[k])):
            i, k = i - 1, k - 1
        while j < len(a) and m < len(b) and ((i < j and a[j - 1] == a[j]) or (k < m and b[m - 1] == b[m])):
            j, m = j + 1, m + 1
        return Step(False, i, j, k, m)

    @property
    def kept(self) -> int:
        """How many words both have in common, in their order."""
        return sum(step.first_end - step.first for step in self.steps if step.same)

    @property
    def share(self) -> float:
        """The share of the words of both that they have in common."""
        return 2 * self.kept / (len(self.flat[0].forms) + len(self.flat[1].forms))

    @property
    def longest(self) -> int:
        """The longest run of words in common."""
        return max((step.first_end - step.first for step in self.steps if step.same), default=0)

    @property
    def common(self) -> list[str]:
        """The words in common, as they are compared."""
        return [word for step in self.steps if step.same for word in self.flat[0].forms[step.first : step.first_end]]

    @property
    def same(self) -> bool:
        """Whether no word differs, but for those that a reporter put in by brackets."""
        return all(step.same or self.explained(step) for step in self.steps)

    def explained(self, step: Step) -> bool:
        """Whether a change only names in brackets what the other wording says shortly, or the reverse."""
        for words, flat, start, end, size in (
            (self.first, self.flat[0], step.first, step.first_end, step.second_end - step.second),
            (self.second, self.flat[1], step.second, step.second_end, step.first_end - step.first),
        ):
            if start < end and size <= SHORT and all(words[place].inserted for place in flat.places[start:end]):
                return True
        return False

    @property
    def trimmed(self) -> bool:
        """Whether one is the other with parts left out, or both are parts of something longer."""
        changed = [step for step in self.steps if not step.same and not self.explained(step)]
        if not self.kept or len(changed) > MOST_CUTS:
            return False
        if not any(step.second_end > step.second for step in changed) or not any(
            s.first_end > s.first for s in changed
        ):
            return True
        steps = joined(self.steps, self.flat[0].forms)
        cut = all(step.same or step.first == step.first_end or step.second == step.second_end for step in steps[1:-1])
        return cut and self.longest >= OVERLAP and self.longer_edges(steps)

    def longer_edges(self, steps: Sequence[Step]) -> bool:
        """Whether what differs before the first and behind the last word in common is more than a word or two put for
        as many others."""
        return not any(
            not step.same and 0 < step.first_end - step.first <= SHORT and 0 < step.second_end - step.second <= SHORT
            for step in (steps[0], steps[-1])
        )


def difference(first: Sequence[Word], second: Sequence[Word]) -> Difference:
    """Compare two utterances word by word."""
    a, b = Flat.of(first), Flat.of(second)
    steps: list[Step] = []
    for code in LCSseq.opcodes(a.forms, b.forms):
        step = Step(code.tag == "equal", code.src_start, code.src_end, code.dest_start, code.dest_end)
        if not step.same and steps and not steps[-1].same:
            last = steps.pop()
            step = Step(False, last.first, step.first_end, last.second, step.second_end)
        steps.append(step)
    return Difference(tuple(first), tuple(second), (a, b), tuple(steps))


def joined(steps: Sequence[Step], forms: Sequence[str]) -> list[Step]:
    """The steps with changes made one where no more than a light word parts them from one another or from an end."""
    found: list[Step] = []
    for place, step in enumerate(steps):
        words = forms[step.first : step.first_end]
        stray = step.same and len(words) <= BETWEEN and LIGHT.issuperset(words) and len(steps) > 1
        changed = not step.same or (
            stray and all(not one.same for one in steps[max(0, place - 1) : place + 2] if one is not step)
        )
        if changed and found and not found[-1].same:
            last = found.pop()
            found.append(Step(False, last.first, step.first_end, last.second, step.second_end))
        else:
            found.append(Step(not changed, step.first, step.first_end, step.second, step.second_end))
    return found


def written(words: Sequence[Word], flat: Flat, start: int, end: int) -> str:
    """The words as written from which the forms `start` to `end` come."""
    places = flat.places[start:end]
    return " ".join(words[place].text for place in range(places[0], places[-1] + 1)) if places else ""


def cut_out(found: Difference) -> tuple[str, str] | None:
    """The negating word that alone, or with light words, was left out of a sentence or put into it."""
    for step in found.steps[1:-1]:
        before = found.flat[0].forms[step.first : step.first_end]
        after = found.flat[1].forms[step.second : step.second_end]
        words = {*before, *after}
        if not step.same and not (before and after) and words & PLAIN and words <= PLAIN | LIGHT:
            return " ".join(before), " ".join(after)
    return None


def inner(found: Difference) -> tuple[str, str]:
    """Both wordings from the first word in common to the last one, with a few words before and behind."""
    kept = [step for step in found.steps if step.same]
    first = written(found.first, found.flat[0], max(0, kept[0].first - AROUND), kept[-1].first_end + AROUND)
    second = written(found.second, found.flat[1], max(0, kept[0].second - AROUND), kept[-1].second_end + AROUND)
    return first, second
