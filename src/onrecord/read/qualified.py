"""What tells one count from another of the same noun: "people *killed*", "*on board*", "members *of the crew*"."""

from functools import cache

from onrecord.read.counted import DETERMINERS, Phrase, phrase_of, plural
from onrecord.read.data import table, word_list
from onrecord.read.number_tokens import Tokens
from onrecord.read.topics import lead
from onrecord.read.units import units
from onrecord.read.word_sets import word_set

REACH = 6
LONGEST_COMPLEMENT = 5
AUXILIARIES = word_set("auxiliaries")
HEDGED = word_set("hedged")
PASSIVE = word_set("passive")
BARE_PLACES = word_set("bare_places")


@cache
def states() -> dict[str, str]:
    """Form of a word of state to the word that names it: "killing" to "killed"."""
    rows = table("figure_states")
    return {form: state for state, *forms in rows for form in [state, *" ".join(forms).split()] if form != "-"}


@cache
def active() -> frozenset[str]:
    """Forms by which a subject does to an object what the state says: "killing 12 people"."""
    return frozenset(states()) - word_set("being")


def qualified(tokens: Tokens, first: int, phrase: Phrase) -> str:
    """The counted phrase with its complement and its state; the amount begins at word `first`."""
    text = phrase.text(tokens)
    last, extra = complement(tokens, phrase)
    state = state_behind(tokens, last) or state_before(tokens, first)
    words = text.lower().split()
    parts = [text, extra, state if state not in words else ""]
    return " ".join(part for part in parts if part)


def complement(tokens: Tokens, phrase: Phrase) -> tuple[int, str]:
    """The complement behind the counted phrase and the index behind it: "of the crew", "on board", "aboard"."""
    k = phrase.last
    word = tokens.word(k)
    if word == "aboard":
        return k + 1, "aboard"
    if word in ("on", "in", "at", "under") and tokens.word(k + 1) in BARE_PLACES:
        return k + 2, f"{word} {tokens.word(k + 1)}"
    inner = phrase_of(tokens, k + 1) if word == "of" else None
    if inner is None or inner.last - k > LONGEST_COMPLEMENT or (inner.head,) in units():
        return k, ""
    if any(tokens.word(j) in word_list("figure_days") or tokens.word(j)[0].isdigit() for j in range(k, inner.last)):
        return k, ""
    return inner.last, f"of {inner.text(tokens)}"


def state_behind(tokens: Tokens, k: int) -> str:
    """The state that the words at `k` give to the noun before them: "were killed", "still missing", "who died"."""
    stop, passive = k + REACH, False
    while k < stop and (tokens.word(k) in AUXILIARIES or tokens.word(k) in HEDGED or tokens.tag(k) == "RB"):
        if tokens.word(k) in ("not", "n"):
            return ""
        passive = passive or tokens.word(k) in PASSIVE
        k += 1
    word = tokens.word(k)
    state = states().get(word, "")
    if not state or (word.endswith("ing") and word != "missing"):
        return ""
    return "" if word in active() and not passive and object_at(tokens, k + 1) else state


def object_at(tokens: Tokens, k: int) -> bool:
    """Whether a noun phrase stands at word `k`, so that the verb before it has an object."""
    return tokens.tag(k).startswith(("NN", "JJ", "PRP", "CD", "DT")) or tokens.word(k) in DETERMINERS


def state_before(tokens: Tokens, first: int) -> str:
    """The state that the verb before an amount at word `first` brings its object into: "killing 12 people"."""
    word = tokens.word(lead(tokens, first))
    return states()[word] if word in active() else ""


def in_state(of: str | None, state: str) -> str | None:
    """What another figure counts, in a new state: "homes damaged" from "homes destroyed"."""
    if of is None or not state:
        return of
    words = of.split()
    return " ".join([*(words[:-1] if len(words) > 1 and words[-1] in states().values() else words), state])


def pluralised(noun: str) -> str:
    """The plural of an English noun in lower case; irregular nouns of persons by their last syllable."""
    if plural(noun):
        return noun
    for ending, many in (("man", "men"), ("person", "people"), ("child", "children"), ("foot", "feet"), ("fe", "ves")):
        if noun.endswith(ending) and noun != "human":
            return noun[: -len(ending)] + many
    if noun.endswith("y") and noun[-2:-1] not in ("a", "e", "i", "o", "u", ""):
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


def one_of_many(text: str, head: str) -> str:
    """The text of a singular phrase with its head in the plural: "bad pins" for "bad pin"."""
    at = text.lower().rfind(head)
    if at < 0 or not head:
        return text
    form, many = text[at : at + len(head)], pluralised(head)
    return text[:at] + (form + many[len(head) :] if many.startswith(head) else many) + text[at + len(head) :]
