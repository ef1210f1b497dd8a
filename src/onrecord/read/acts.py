"""What a speaker does by speaking: says, denies, declines, expects, warns …"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.read.clauses import QUOTES
from onrecord.read.data import table, word_list
from onrecord.read.stance_words import MODALS, NEGATORS, Token, base_form, base_forms, bases, has_sequence, openers

WITHHELD = word_list("act_withheld")
FALSEHOODS = word_list("act_falsehoods")
CLAIMS = word_list("act_claims")
DISDAIN = word_list("act_disdain")
CALLING = frozenset({"call", "describe", "brand", "label", "dub", "term", "denounce", "decry", "portray"})
PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "who"})
OTHERS = frozenset({"he", "she", "they", "it", "who"})
DEMONSTRATIVES = frozenset({"that", "this", "it", "these", "those", "they", "he", "she", "i", "we", "there", "which"})
JUDGED = CLAIMS | {"that", "this"}
POINTED = DEMONSTRATIVES | CLAIMS
FUTURE = frozenset({"will", "would", "shall", "could", "might", "may", "going"})
AUXILIARY = frozenset({"be", "have", "do", "not", "would", "will", "could", "can", "yet", "no"})
HEDGING = frozenset({"probably", "possibly", "certainly", "almost", "likely", "perhaps", "maybe"})
ABOUT_TO_SAY = frozenset(
    {
        "be",
        "have",
        "do",
        "like",
        "rather",
        "not",
        "never",
        "need",
        "prefer",
        "love",
        "know",
        "say",
        "see",
        "tell",
        *HEDGING,
    }
)
NUMBERS = frozenset(
    {"between", "about", "around", "some", "nearly", "almost", "over", "roughly", "under", "up", "more"}
)
ASKED = frozenset({"about", "if", "whether", "how", "what", "why", "who", "whom", "when", "where", "which"})
NAMES = frozenset({"name", "names", "identity", "identities", "anonymity"})
URGING = (("let", "us"), ("let", "'s"), ("do", "not"), ("it", "be", "time"), ("it", "be", "high", "time"), ("please",))
PLACING = frozenset({"put", "place", "peg", "set"})
AMOUNT_MARKS = frozenset("$€£¥%")
ASSURING = frozenset({"assure", "reassure", "assurance", "assurances", "ensure"})
FEARING = frozenset({"fear", "dread", "worry"})
OPENING = 40
"""Words of a content that its opening is judged by."""


@dataclass(frozen=True, slots=True)
class Reported:
    """The words that tell an act.

    `cue` are the cue's words with the auxiliaries and negations before it, `core` where the cue itself begins in
    them, `gap` the words between cue and content, `opening` the first words of the content; `document` says
    that the source is a report, a count or the like, `asks` that the content is a question put without a verb.
    """

    cue: tuple[Token, ...]
    core: int
    gap: tuple[Token, ...]
    opening: tuple[Token, ...]
    source_negated: bool = False
    document: bool = False
    asks: bool = False

    @property
    def negated(self) -> bool:
        """Whether the cue is negated ("did not say", "no longer believes", "nobody will say")."""
        words = {t.word for t in self.cue}
        if self.opening and self.opening[0].word in {"neither", "no", "nothing", "none"} and words & MODALS:
            return True
        return self.source_negated or bool(words & NEGATORS) or "unable" in words or {"yet", "to"} <= words


@cache
def acts_of_words() -> dict[str, str]:
    """The act of each form of a reporting verb and of each noun; verbs of saying included."""
    verbs: dict[str, str] = {}
    for act, words in table("act_verbs"):
        for word in words.split():
            verbs.setdefault(word, act)
    found = {form: verbs[base] for form, base in base_forms().items() if base in verbs}
    for act, words in table("act_nouns"):
        for word in words.split():
            found.setdefault(word, act)
    return found


@cache
def phrases(name: str) -> dict[str, list[tuple[str, list[str]]]]:
    """Act and words of the phrases of the packaged table `name`, by first word, longest first."""
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for act, cell in table(name):
        for phrase in cell.split(", "):
            words = ["not" if w == "never" else base_form(w) for w in phrase.split()]
            found.setdefault(words[0], []).append((act, words))
    for rows in found.values():
        rows.sort(key=lambda row: -len(row[1]))
    return found


def act_of(reported: Reported) -> str:
    """The act that cue and opening tell."""
    act = phrase_act(reported)
    if act == "believe" and reported.negated and not {"want", "oppose"} & set(bases(reported.cue)):
        act = "doubt"
    if act in {None, "say"} and called_false(reported):
        return "deny"
    act = act or negated_act(reported) or cue_act(reported)
    if act in {"say", "ask"} and (special := requested(reported)):
        return special
    if act == "say":
        act = opening_act(reported)
    return settled(act, reported)


def phrase_act(reported: Reported) -> str | None:
    """The act of the longest phrase of several words that begins in the cue, or None."""
    tail = [t for t in (*reported.gap[:3], *reported.opening[:4]) if not t.mark]
    words = bases([*reported.cue, *tail])
    best: tuple[int, str] | None = None
    for at in range(len(reported.cue)):
        for act, phrase in phrases("act_phrases").get(words[at], []):
            if best and len(phrase) <= best[0]:
                break
            end = has_sequence(words, phrase, at, 2)
            if end is not None and end > reported.core and not holds_act(words[at + 1 : end], phrase):
                best = (len(phrase), act)
                break
    return best[1] if best else None


def called_false(reported: Reported) -> bool:
    """Whether a claim is called untrue, or scorned ("called the report fabricated", "described it as a lie")."""
    own = bases(reported.cue[reported.core :])
    if reported.negated or not CALLING & set(own):
        return False
    said = [t.word for t in (*reported.cue[reported.core :], *reported.gap, *reported.opening[:20])]
    return bool(FALSEHOODS & set(said)) or bool(CLAIMS & set(said) and DISDAIN & set(said))


def holds_act(words: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether a reporting word stands among `words` that is not one of the phrase's own."""
    known = acts_of_words()
    return any(word in known and word not in phrase for word in words)


def negated_act(reported: Reported) -> str | None:
    """The act of a negated cue, or None where the negation changes nothing."""
    if not reported.negated:
        return None
    words = bases(reported.cue)
    told = [w for w in (*words[reported.core :], *bases(reported.opening[:2])) if w in WITHHELD]
    act = cue_act(reported)
    if told and act in {"say", "confirm", "decline", "ask"}:
        unable = {"could", "can", "cannot", "unable", "able"} & {t.word for t in reported.cue}
        return "say" if unable and told[0] in {"say", "tell", "explain", "state"} else "decline"
    if not set(words[reported.core :]) - AUXILIARY and act == "say" and set(words) & MODALS and "not" in words:
        return "decline"
    changed = {"deny": "say", "confirm": "deny", "doubt": "believe"}
    if act == "believe" and {"believe", "think", "trust", "accept", "buy", "convinced"} & set(words):
        return "doubt"
    return changed.get(act)


def cue_act(reported: Reported) -> str:
    """The act of the cue's first word that tells more than saying, else "say"; a refusal or denial goes first."""
    known = acts_of_words()
    found: list[str] = []
    for i, token in enumerate(reported.cue):
        if i >= reported.core and token.word in known and (not found or heads(reported.cue, i)):
            found.append(known[token.word])
    if "decline" in found:
        return "decline"
    return next((act for act in found if act != "say"), "say")


def heads(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word at `at`, after another reporting word, is a verb of its own ("said he expected")."""
    if tokens[at].tag:
        return tokens[at].tag.startswith("VB")
    before = {t.word for t in tokens[max(0, at - 2) : at]}
    return bool(before & (PRONOUNS | AUXILIARY | {"to", "and"}))


def requested(reported: Reported) -> str | None:
    """ "urge" for "told them to leave" and "asked operators to check", else None; not to be named is asked for."""
    words = bases(reported.cue[reported.core :])
    opening = [t for t in (*reported.gap, *reported.opening) if t.word not in QUOTES]
    if "tell" in words and begins_infinitive(opening[: 2 + len(reported.gap)]):
        return "urge"
    if "ask" not in words or not opening or opening[0].word in ASKED or NAMES & {t.word for t in opening[:5]}:
        return None
    if opening[0].word == "that":
        return "urge"
    return "urge" if opening[0].word not in {"to", "not"} and any(t.word == "to" for t in opening[1:8]) else None


def begins_infinitive(tokens: Sequence[Token]) -> bool:
    """Whether "to" or "not to" stands among `tokens` before a verb in its base form."""
    return any(t.word == "to" for t in tokens) and all(t.word != "the" for t in tokens)


def opening_act(reported: Reported) -> str:
    """The act of a plain saying, from how the content opens."""
    head = [t for t in reported.gap[-4:] if t.word in PRONOUNS or base_form(t.word) in openers()]
    opening = [t for t in (*(reported.gap[-4:] if len(head) > 1 else ()), *reported.opening) if t.word not in QUOTES]
    opening = (
        opening[1:] if opening and opening[0].word == "that" and len(opening) > 1 and not opening[1].finite else opening
    )
    if reported.asks:
        return "ask"
    if (opener := attitude(opening, OTHERS)) is not None:
        act, negated, end = opener
        if act == "believe" and base_form(opening[end - 1].word) in FEARING and future(opening):
            return "expect"
        return ("doubt" if act == "believe" and negated else act) if act != "deny" or not negated else "say"
    if (judged := judgement(opening)) is not None:
        return judged
    if urges(opening):
        return "urge"
    return "promise" if promises(opening) else "say"


def attitude(tokens: Sequence[Token], of: frozenset[str] = PRONOUNS) -> tuple[str, bool, int] | None:
    """Act, negation and end of "she expected that" or "they do not think" at the head of `tokens`, or None.

    `of` are the subjects that count.
    """
    start = next((i for i, t in enumerate(tokens[:4]) if t.word in of), None)
    if start is None or any(t.mark for t in tokens[:start]):
        return None
    negated = modal = False
    for i in range(start + 1, min(len(tokens), start + 5)):
        word = base_form(tokens[i].word)
        modal = modal or word in MODALS
        if modal and openers().get(word) not in {"believe", "expect", "doubt", None}:
            return None
        if word in openers() and tokens[i].tag not in {"NN", "NNS"} and base_form(tokens[i - 1].word) != "be":
            return openers()[word], negated, i + 1
        negated = negated or word in NEGATORS
        if tokens[i].word == "had":
            return None
        if not passing(tokens[i]):
            return None
    return None


def passing(token: Token) -> bool:
    """Whether a word may stand between a pronoun and its verb."""
    return (
        token.tag in {"RB", "MD"}
        or base_form(token.word) in {"do", "have", "not", "now", "also", "still"} | MODALS
        or token.word.endswith("ly")
    )


def judgement(tokens: Sequence[Token]) -> str | None:
    """The act of a judgement on another claim ("that was untrue", "it had been mistaken"), or None."""
    words = bases(tokens[:20])
    known = phrases("act_judgements")
    for at in range(1, min(len(words), 14)):
        if words[at] == "be":
            claimed = not JUDGED.isdisjoint(t.word for t in tokens[max(0, at - 6) : at])
            false = claimed and not FALSEHOODS.isdisjoint(t.word for t in tokens[at : at + 4])
            if false and NEGATORS.isdisjoint(words[at : at + 3]):
                return "deny"
        for act, phrase in known.get(words[at], ()):
            near = len(phrase) > 4 or (at <= 4 and not POINTED.isdisjoint(t.word for t in tokens[:at]))
            if near and has_sequence(words, phrase, at, 1):
                return act
    return None


def urges(tokens: Sequence[Token]) -> bool:
    """Whether the first words call for something: "let us", "do not", "it is time to"."""
    words = bases(tokens[:4])
    return any(tuple(words[: len(opening)]) == tuple(base_form(word) for word in opening) for opening in URGING)


def promises(tokens: Sequence[Token]) -> bool:
    """Whether the speaker says what he or she will do: "he would resign", "we will pay"."""
    for at in will_clauses(tokens):
        after = next((t for t in tokens[at + 2 :] if t.word in ABOUT_TO_SAY or t.tag != "RB"), None)
        if after is None or after.tag not in {"", "VB"} or base_form(after.word) in ABOUT_TO_SAY or after.mark:
            continue
        return True
    return False


def will_clauses(tokens: Sequence[Token]) -> Iterator[int]:
    """Where a clause of `tokens` opens with "we will", "I shall" or, at the head alone, "he would"."""
    for at in range(min(len(tokens) - 2, OPENING)):
        subject, verb = tokens[at].word, tokens[at + 1].word
        opens = at == 0 or tokens[at - 1].word in {",", "and", "."}
        own = subject in {"we", "i"} and verb in {"will", "shall"} and opens
        if own or (at == 0 and subject in {"he", "she", "they"} and verb in {"would", "will"}):
            yield at


def settled(act: str, reported: Reported) -> str:
    """`act`, where what is said decides between two: fears of the future, amounts that are put or guessed."""
    words = set(bases(reported.cue[reported.core :]))
    opening = reported.opening
    if act == "believe" and words & FEARING:
        return "expect" if future(opening) else act
    if act == "say" and words & PLACING and gives_amount(opening) and not reported.document:
        return "estimate"
    if act in {"estimate", "believe"} and words & {"reckon", "guess"}:
        return "estimate" if counted(opening) else "believe"
    if act == "promise" and words & ASSURING and not future(opening) and not any(t.word == "to" for t in opening[:3]):
        return "say"
    if act == "doubt" and words & {"question", "query"} and opening and opening[0].word in ASKED:
        return "ask"
    return act


def future(tokens: Sequence[Token]) -> bool:
    """Whether a word of the future stands among the first of `tokens`."""
    return bool(FUTURE & {t.word for t in tokens[:16]})


def counted(tokens: Sequence[Token]) -> bool:
    """Whether the first of `tokens` hold a number."""
    return any(t.word[0].isdigit() or t.tag == "CD" or t.word in AMOUNT_MARKS for t in tokens[:25])


def gives_amount(tokens: Sequence[Token]) -> bool:
    """Whether "at" or "in" and a number stand in `tokens`."""
    for i, token in enumerate(tokens[:-1]):
        following = tokens[i + 1].word
        if token.word == "at" and (following[0].isdigit() or following in NUMBERS or following in AMOUNT_MARKS):
            return True
    return False
