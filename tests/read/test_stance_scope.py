"""Act, certainty, negation and hedge together: what a hedge or a negation covers, and whose it is."""

import pytest

from onrecord.errors import ModelError
from onrecord.read.analysis import analyse
from onrecord.read.encoder import packaged
from onrecord.records import ACTS, CERTAINTIES, Report
from tests.read.marked import read, saying, stance_in, words

S = "stated"
CASES = [
    # the narrator's hedges do not make the speaker less sure, his "is said to" is a report
    ("<Ada Voss> {reportedly told} the board [the pump had failed].", "say", S, False, []),
    ("<The firm> {is said to have warned} [dockers of the leak].", "warn", S, False, []),
    ("[The clerk] {is said} [to have left the town].", "say", S, False, []),
    ("[The clerk] {is understood} [to have left the town].", "believe", S, False, []),
    ("<Ada Voss> {apparently believes} [the pump has failed].", "believe", S, False, []),
    ("[The pump] {is likely} [to fail], <Ada Voss> said.", "expect", "likely", False, ["likely"]),
    ("<Ada Voss> {called it possible that} [the pump had failed].", "say", "possible", False, ["possible"]),
    ("<Ada Voss> {considered it unlikely that} [the pump had failed].", "believe", "unlikely", False, ["unlikely"]),
    ("<She> {thought it almost certain} [the dyke would hold].", "believe", "almost_certain", False, None),
    # a hedge in a subordinate clause does not hedge the whole
    ("<She> {said} [the pump failed after it may have been hit].", "say", S, False, []),
    ("<She> {said} [the pump, which was probably old, failed].", "say", S, False, []),
    ("<She> {said} [crews were checking whether the pump might have failed].", "say", S, False, []),
    ("<She> {said} [the man believed to have stolen it had fled].", "say", S, False, []),
    ("<She> {said} [the council, whose plan could cost millions, would meet at noon].", "say", S, False, []),
    ("<She> {said} [the bridge would close unless the river fell, as it might].", "say", S, False, []),
    ("<She> {said} [the road was shut and that snow was likely].", "say", S, False, []),
    ("<She> {said} [the road was shut, but it might open soon].", "say", S, False, []),
    ("<She> {said} [although the pump may fail, the dyke will hold].", "say", S, False, []),
    # a hedge of the main clause does, wherever the rest stands
    ("<She> {said} [although the pump is old, the dyke may hold].", "say", "possible", False, ["may"]),
    ("<She> {said} [the pump, which is old, will probably fail].", "say", "likely", False, ["probably"]),
    ("<She> {said} [if the river rose again the dyke might not hold].", "say", "possible", True, ["might"]),
    ("<She> {said} [that perhaps the pump had failed because it was old].", "say", "possible", False, ["perhaps"]),
    ("<She> {said} [there was a real possibility that the pump had failed].", "say", "possible", False, None),
    ("<She> {said} [it seems to have failed].", "say", "likely", False, ["seems"]),
    ("<She> {said} [the pump is thought to have failed].", "say", S, False, []),
    ("<She> {said} [the odds were 50-50].", "say", "even", False, ["50-50"]),
    ("<She> {said} [the chance of a thaw was 90 per cent].", "say", "very_likely", False, None),
    ("<She> {said} [a thaw was out of the question].", "say", "remote", False, ["out of the question"]),
    ("<She> {said} [it was highly improbable that the lock would freeze].", "say", "very_unlikely", False, None),
    ("<She> {said} [it was next to impossible for the lock to freeze].", "say", "very_unlikely", False, None),
    ("<She> {said} [the lock will in all probability freeze].", "say", "very_likely", False, ["in all probability"]),
    ("<She> {said} [it was almost inevitable that the lock would freeze].", "say", "almost_certain", False, None),
    # negations, one and two
    ("<She> {said} [police cannot rule out arson].", "say", "possible", False, ["cannot rule out"]),
    ("<She> {said} [it was not impossible that the lock had frozen].", "say", "possible", False, ["not impossible"]),
    ("<The force> {did not rule out} [arson].", "say", "possible", False, ["did not rule out"]),
    ("<The force> {could not exclude} [arson].", "say", "possible", False, ["could not exclude"]),
    ("<The force> {ruled out} [arson].", "say", S, False, []),
    ("<She> {said} [there is no evidence that the lock froze].", "say", S, True, []),
    ("<She> {said} [they had found no sign of a break-in].", "say", S, True, []),
    ("<She> {said} [it was not true that the lock had frozen].", "deny", S, True, []),
    ("<She> {did not deny} [the lock had frozen].", "say", S, False, []),
    ("<She> {said} [nobody was unhurt].", "say", S, True, []),
    ("<She> {said} [the lock never fails to freeze].", "say", S, False, []),
    ("<She> {said} [it was not without risk].", "say", S, False, []),
    ("<She> {said} [there was no doubt the lock had frozen].", "say", S, False, []),
    ("<She> {said} [she had no doubt that the lock had frozen].", "say", S, False, []),
    ("<She> {does not doubt} [the lock froze].", "believe", S, False, []),
    ("<The line> {does not expect} [any delay].", "expect", "unlikely", False, ["does not expect"]),
    ("<The line> {no longer expects} [to sail today].", "expect", "unlikely", False, None),
    ("<She> {said} [she does not think the lock froze].", "doubt", "unlikely", True, ["does not think"]),
    ("<She> {said} [not only the lock had frozen].", "say", S, False, []),
    ("<She> {said} [the lock is hardly likely to freeze].", "say", "unlikely", True, None),
    ("<She> {said} [it was far from certain that the lock would freeze].", "say", "unknown", False, None),
    # not known
    ("<She> {said} [it remained unclear who had paid].", "say", "unknown", False, ["unclear"]),
    ("<She> {said} [nobody knows who paid].", "say", "unknown", True, ["nobody knows"]),
    ("<She> {does not know} [who paid].", "say", "unknown", False, None),
    ("<She> {was not able to say} [who paid].", "say", "unknown", False, None),
    ("It {remains to be seen} [who will pay].", "say", "unknown", False, ["remains to be seen"]),
    ("<She> {said} [the cause was still being investigated].", "say", S, False, []),
    ("<She> {could not resist pointing out} [that the lock froze].", "say", S, False, []),
    ("<She> {will not be able to boast of} [the lock].", "say", S, False, []),
    ("<She> {left little doubt that} [the lock would freeze].", "say", S, False, []),
    ("<She> {could not explain} [why the lock froze].", "say", "unknown", False, ["could not explain"]),
    # declining
    ("<The bank> {does not offer an assessment of} [whether the loan was sound].", "decline", S, False, []),
    ("<The bank> {offered no comment on} [the loan].", "decline", S, False, []),
    ("<The bank> {gave no reason for} [the delay].", "decline", S, False, []),
    ("<The bank> {made no comment on} [the loan].", "decline", S, False, []),
    ("<The bank> {provided no details of} [the loan].", "decline", S, False, []),
    ("<The bank> {said} [it would not be commenting on the loan].", "decline", S, False, []),
    ("<The bank> {said} [it does not comment on single clients].", "decline", S, False, []),
    ("<The bank> {said} [it could neither confirm nor deny the loan].", "decline", S, False, []),
    ("<The bank> {did not answer questions about} [the loan].", "decline", S, False, []),
    ("<The bank> {stopped short of confirming} [the loan].", "decline", S, False, []),
    ("<The bank> {sidestepped} [questions about the loan].", "decline", S, False, []),
    # denying
    ("<Mr Lunt> {called} [the report fabricated].", "deny", S, False, []),
    ("<Mr Lunt> {called} [the story “complete nonsense”].", "deny", S, False, []),
    ("<Mr Lunt> {described} [the account] {as} [false].", "deny", S, False, []),
    ("<Mr Lunt> {called} [the claim a smear].", "deny", S, False, []),
    ("<Mr Lunt> {dismissed suggestions that} [he would resign].", "deny", S, False, []),
    ("<Mr Lunt> {rejected suggestions that} [he had known].", "deny", S, False, []),
    ("<Mr Lunt> {rubbished} [talk of a rift].", "deny", S, False, []),
    ("<Mr Lunt> {said} [the report was a fabrication].", "deny", S, False, []),
    ("<Mr Lunt> {said} [there was no truth in the report].", "deny", S, True, []),
    ("<Mr Lunt> {called} [the evening a success].", "say", S, False, []),
    # headlines and labels
    ("<Minister>{:} [no plans to raise fares]", "say", S, True, []),
    ("[Fares may rise], {says} <minister>", "say", "possible", False, ["may"]),
    ("<Mayor> {denies} [knowing of leak]", "deny", S, False, []),
    ("<Lunt>{:} [“We will rebuild the pier”]", "promise", S, False, []),
    ("<HOST>{:} [Who paid for the pier?]", "ask", S, False, []),
    # questions and the rest of the acts
    ("<He> {asked} [whether the pier might be sold].", "ask", S, False, []),
    ("[“Might the pier be sold?”] <he> {asked}.", "ask", S, False, []),
    ("<He> {wondered aloud} [who had paid].", "ask", S, False, []),
    ("<The owners> {acknowledged} [the pier may have to close].", "confirm", "possible", False, ["may"]),
    ("<The owners> {warned} [the pier would almost certainly close].", "warn", "almost_certain", False, None),
    ("<The owners> {estimate} [the work will probably cost $2 million].", "estimate", "likely", False, ["probably"]),
    ("<The owners> {promised} [to repair the pier].", "promise", S, False, []),
    ("<The owners> {urged} [visitors not to climb the pier].", "urge", S, True, []),
    ("<The union> {accused} [the owners of neglect].", "accuse", S, False, []),
    ("<Engineers> {doubt} [the pier can be saved].", "doubt", "unlikely", False, ["doubt"]),
    ("<Engineers> {suspect} [the piles are rotten].", "believe", "likely", False, ["suspect"]),
    ("<Engineers> {strongly suspect} [the piles are rotten].", "believe", "very_likely", False, ["strongly suspect"]),
    ("<Engineers> {expect} [the piles may have to be replaced].", "expect", "possible", False, ["may"]),
]


@pytest.mark.parametrize(("marked", "act", "certainty", "negated", "hedge"), CASES)
def test_stance(marked: str, act: str, certainty: str, negated: bool, hedge: list[str] | None) -> None:
    stance = read(marked)
    assert (stance.act, stance.certainty, stance.negated) == (act, certainty, negated)
    if hedge is not None:
        assert words(marked, stance) == hedge


def test_a_hedge_has_words_and_plain_assertions_have_none() -> None:
    for marked, *_ in CASES:
        stance = read(marked)
        assert bool(stance.hedge) == (stance.certainty != "stated"), marked
        assert list(stance.hedge) == sorted(stance.hedge)


def test_every_word_of_the_vocabularies_is_covered() -> None:
    assert {case[1] for case in CASES} == set(ACTS)
    assert {case[2] for case in CASES} == set(CERTAINTIES)


def test_cases_with_the_encoder_s_parts_of_speech() -> None:
    try:
        encoder = packaged()
    except ModelError as error:
        pytest.skip(str(error))
    wrong = []
    for marked, *wanted in CASES:
        text, said = saying(marked)
        stance = stance_in(analyse(Report(text=text), encoder).document, said)
        if [stance.act, stance.certainty, stance.negated] != wanted[:3]:
            wrong.append((marked, stance))
    assert len(wrong) <= len(CASES) // 20, wrong
