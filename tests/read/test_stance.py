"""Stance on hand-written sentences: [content], <source>, {cue}; people and outlets are invented."""

import time as clock

import pytest

from onrecord.errors import ModelError
from onrecord.read.analysis import analyse
from onrecord.read.certainty import band
from onrecord.read.clauses import main_clause, sentences_of
from onrecord.read.document import outline
from onrecord.read.encoder import packaged
from onrecord.read.occasions import Saying
from onrecord.read.stance import Stance, stances_of
from onrecord.read.stance_words import base_form, tokens_in
from onrecord.records import ACTS, CERTAINTIES, MODES, Report, Span, Spans, Time
from tests.read.marked import read, saying, stance_in, times_of

ACT_CASES = [
    ("<Ada Voss> {said} [the bridge was closed].", "say"),
    ("<Ada Voss> {told reporters} [the bridge was closed].", "say"),
    ("[The bridge was closed], {according to} <the harbour office>.", "say"),
    ("<The review> {found} [cracks in four piers].", "say"),
    ("<She> {insisted} that [the bridge was safe].", "say"),
    ("<The mayor> {denied} that [the tunnel had flooded].", "deny"),
    ("<The mayor> {rejected} [the claim].", "deny"),
    ("<The mayor> {dismissed} [the story as gossip].", "deny"),
    ("<The mayor> {brushed aside} [the complaint].", "deny"),
    ("<The firm> {walked back} [its promise of a refund].", "deny"),
    ("<The firm> {retracted} [the figure].", "deny"),
    ("<The council> {disputed} [both figures].", "deny"),
    ("<The council> {struck down} [the bylaw].", "deny"),
    ("<The board> {called} [that a lie].", "deny"),
    ("<The pilot> {said} [that was untrue].", "deny"),
    ("<The pilot> {said} [it was not true that he had slept].", "deny"),
    ("<The firm> {said} [the strike had nothing to do with pay].", "deny"),
    ("<The union> {took issue with} [the count].", "deny"),
    ("<The ministry> {did not accept} [the finding].", "deny"),
    ("<Ada Voss> {confirmed} that [a body had been found].", "confirm"),
    ("<Ada Voss> {conceded} [the figures were wrong].", "confirm"),
    ("<The clerk> {owned up} [to the error].", "confirm"),
    ("<The witness> {stood by} [her account].", "confirm"),
    ("<The firm> {said} [it had been mistaken about the valve].", "confirm"),
    ("<Ada Voss> {declined to confirm} [the arrest].", "decline"),
    ("<Ada Voss> {declined} [to comment].", "decline"),
    ("<Ada Voss> {refused to be drawn on} [the price].", "decline"),
    ("<The police> {would not say} [whether anyone had been held].", "decline"),
    ("<The police> {have not said} [who owns the car].", "decline"),
    ("<The police> {would not} [name the driver].", "decline"),
    ("<The police> {would neither confirm nor deny} [the raid].", "decline"),
    ("<The bank> {did not respond to a request for comment} [on the loan].", "decline"),
    ("<The bank> {has yet to comment} [on the loan].", "decline"),
    ("<Nobody at the bank> {would say} [who had signed].", "decline"),
    ("<The office> would not discuss the letter or {say} [whether it existed].", "decline"),
    ("<The office> {would confirm} [neither figure].", "decline"),
    ("<The aide> {said} [he would not comment].", "decline"),
    ("<Ada Voss> {did not deny} [the meeting].", "say"),
    ("<The guard> {could not say} [when the gate would open].", "say"),
    ("<Growers> {doubt} [the rain will come].", "doubt"),
    ("<Growers> {cast doubt on} [the forecast].", "doubt"),
    ("<Growers> {do not believe} [the forecast].", "doubt"),
    ("<Growers> {no longer believe} [the forecast].", "doubt"),
    ("<Growers> {are sceptical that} [prices will hold].", "doubt"),
    ("<Growers> {questioned} [the figure].", "doubt"),
    ("<She> {said} [she doubted the dam would hold].", "doubt"),
    ("<A reporter> {asked} [whether the mast was safe].", "ask"),
    ("<A reporter> {questioned} [whether the mast was safe].", "ask"),
    ("<A reporter> {wanted to know} [who had paid].", "ask"),
    ("{Asked about} [the leak], he left.", "ask"),
    ("<She> {asked} [that her name not be used].", "ask"),
    ("<HOST>{:} [Did you see the ship?]", "ask"),
    ("<Divers> {believe} [the wreck is a trawler].", "believe"),
    ("<Divers> {concluded} [the hull was sound].", "believe"),
    ("[The wreck] {is thought} [to be a trawler].", "believe"),
    ("<The club> {is against} [the sale].", "believe"),
    ("<Parents> {expressed concern that} [the school is full].", "believe"),
    ("<The diver> {said} [he believed the hull was sound].", "believe"),
    ("<The diver> {said he believed} [the hull was sound].", "believe"),
    ("<Relatives> {fear} [he has drowned].", "believe"),
    ("<Relatives> {fear} [he will drown].", "expect"),
    ("<The insurer> {put} [the damage at $3 million].", "estimate"),
    ("<The insurer> {estimates} [the bill will be $3 million].", "estimate"),
    ("<The broker> {reckoned} [some 40 barges were stuck].", "estimate"),
    ("<The broker> {reckoned} [the river was too low].", "believe"),
    ("<The report> {put} [the damage at $3 million].", "say"),
    ("<The line> {expects} [to sail on Friday].", "expect"),
    ("<The line> {hopes} [to sail on Friday].", "expect"),
    ("<The captain> {said} [she expected calm seas].", "expect"),
    ("<The captain> {said} that [she hoped to sail at noon].", "expect"),
    ("<The captain> {said} [they planned to sail at noon].", "expect"),
    ("[The ferry] {is due} [to sail at noon].", "expect"),
    ("<The line> {is looking forward to} [the season].", "expect"),
    ("<The agency> {warned} that [ice could form].", "warn"),
    ("<The agency> {sounded the alarm over} [the ice].", "warn"),
    ("<The captain> {threatened} [to leave].", "warn"),
    ("<The agency> {urged} [drivers to stay at home].", "urge"),
    ("<The agency> {called for} [a ban on night sailing].", "urge"),
    ("<The agency> {called on} [ministers to act].", "urge"),
    ("<The agency> {asked} [drivers to stay at home].", "urge"),
    ("<The agency> {told} us [to stay at home].", "urge"),
    ("<The crew> {were told} [to leave the deck].", "urge"),
    ("<The coach> {said} [“Let us keep our heads.”]", "urge"),
    ("<Mr Lunt> {demanded} [an apology].", "urge"),
    ("<The firm> {promised} [to repay everyone].", "promise"),
    ("<The firm> {gave its word that} [everyone would be repaid].", "promise"),
    ("<The firm> {said} [“We will repay everyone.”]", "promise"),
    ("<The minister> {said} [he would resign].", "promise"),
    ("<The minister> {assured} [us the road was open].", "say"),
    ("<The minister> {said} [he would rather wait].", "say"),
    ("<Mr Lunt> {accused} [the firm of theft].", "accuse"),
    ("<Mr Lunt> {blamed} [the firm].", "accuse"),
    ("<Mr Lunt> {slammed} [the delay].", "accuse"),
    ("<Mr Lunt> {lashed out at} [the board].", "accuse"),
    ("<Mr Lunt> {alleges} [the firm hid the leak].", "accuse"),
    ("<Mr Lunt> {told a press conference} that [the road was open].", "say"),
    ("<Mr Lunt> {wrote in a letter of complaint} that [the road was open].", "say"),
]

CERTAINTY_CASES = [
    ("<She> {said} [the fire was out].", "stated"),
    ("<She> {said} [the fire might spread].", "possible"),
    ("<She> {said} [the fire may have spread].", "possible"),
    ("<She> {said} [the damage could be serious].", "possible"),
    ("<She> {said} [he could swim].", "stated"),
    ("<She> {said} [he could not swim].", "stated"),
    ("<She> {said} [perhaps 30 boats had sunk].", "possible"),
    ("<She> {said} [it was possible that the rope had snapped].", "possible"),
    ("<She> {said} [there was a chance the rope had snapped].", "possible"),
    ("<She> {said} [she could not rule out arson].", "possible"),
    ("<She> {said} [“I can't rule that out.”]", "possible"),
    ("<She> {said} [the rope had probably snapped].", "likely"),
    ("<She> {said} [a vote was likely on Monday].", "likely"),
    ("<She> {said} [the tank appeared to be sound].", "likely"),
    ("<She> {said} [the road should be open by Monday].", "likely"),
    ("<She> {said} [someone should explain].", "stated"),
    ("<She> {said} [there was a good chance of snow].", "likely"),
    ("<She> {said} [the rope had very probably snapped].", "very_likely"),
    ("<She> {said} [the rope had in all likelihood snapped].", "very_likely"),
    ("<She> {said} [snow was highly likely].", "very_likely"),
    ("<She> {said} [the crew were almost certainly dead].", "almost_certain"),
    ("<She> {said} [a strike was all but certain].", "almost_certain"),
    ("<She> {said} [he must have fallen].", "almost_certain"),
    ("<She> {said} [the chances were about even].", "even"),
    ("<She> {said} [it was fifty-fifty].", "even"),
    ("<She> {said} [snow was unlikely].", "unlikely"),
    ("<She> {said} [snow was not likely].", "unlikely"),
    ("<She> {said} [nothing was likely to change].", "unlikely"),
    ("<She> {said} [she did not expect snow].", "unlikely"),
    ("<She> {did not expect} [snow].", "unlikely"),
    ("<She> {doubted} [it would snow].", "unlikely"),
    ("<She> {said} [snow was highly unlikely].", "very_unlikely"),
    ("<She> {thought} it most unlikely that [the roof would hold].", "very_unlikely"),
    ("<She> {said} [there was little chance of snow].", "very_unlikely"),
    ("<She> {said} [there was no chance of snow].", "remote"),
    ("<She> {said} [there was only a remote possibility of snow].", "remote"),
    ("<She> {said} [there was a 3 per cent chance of snow].", "remote"),
    ("<She> {said} [there was a 70 percent chance of snow].", "likely"),
    ("<She> {said} [they did not know who had called].", "unknown"),
    ("<She> {said} [it was unclear whether anyone had called].", "unknown"),
    ("<She> {said} [it was not yet known who had called].", "unknown"),
    ("<She> {said} [it was too early to say].", "unknown"),
    ("<She> {said} [“I have no idea.”]", "unknown"),
    ("<She> {could not say} [who had called].", "unknown"),
    ("It {was not known} [who had called].", "unknown"),
    ("<The police> {have yet to establish} [who had called].", "unknown"),
    ("<She> {would not say} [what might happen].", "stated"),
    ("<She> {asked} [whether it might rain].", "stated"),
    ("<She> {said} [the boat, which may have been stolen, had sunk].", "stated"),
    ("<She> {said} [the boat had sunk because it might have been holed].", "stated"),
    ("<She> {said} [the valve that may have failed was replaced].", "stated"),
    ("<She> {said} [if the wind rose, the mast might fall].", "possible"),
    ("<She> {said} [she would sail in May 2031].", "stated"),
    ("<She> {said} [May Lunt had sailed].", "stated"),
    ("<She> {said} [the likely cause was ice].", "stated"),
    ("<She> {believed} [the ship had sunk].", "stated"),
    ("<She> {hoped} [the ship would sail].", "stated"),
]

NEGATED_CASES = [
    ("<She> {said} [the crew had not slept].", True),
    ("<She> {said} [the crew never slept].", True),
    ("<She> {said} [nobody had slept].", True),
    ("<She> {said} [there was no evidence of fire].", True),
    ("<She> {said} [“We didn’t sleep.”]", True),
    ("<She> {said} [they did not expect rain].", True),
    ("<She> {said} [the crew had slept].", False),
    ("<She> {said} [no more than six men had slept].", False),
    ("<She> {said} [the crew slept because the ship was not moving].", False),
    ("<She> {said} [the man who had not slept was the cook].", False),
]

MODE_CASES = [
    ("<She> {said} [the hall was full].", "indirect"),
    ("[“The hall was full,”] <she> {said}.", "direct"),
    ('["The hall was full,"] <she> {said}.', "direct"),
    ("[‘The hall was full,’] <she> {said}.", "direct"),
    ("['The hall was full,'] <she> {said}.", "direct"),
    ("[‘The players’ hall isn’t full,’] <she> {said}.", "direct"),
    ("[“The hall was full,”] <she> {said}, [“and hot.”]", "direct"),
    ("<She> {said}: “[The hall was full].”", "direct"),
    ("<She> {said} [the hall was “quite full”].", "mixed"),
    ("<She> {said} [the hall was 'quite full' by noon].", "mixed"),
    ("<She> {said} [the so-called “house of song” had been sold to a brewer from the coast].", "mixed"),
    ("<She> {said} [the players’ hall wasn’t full].", "indirect"),
    ("<She> {said} [the '90s were over, and so was rock 'n' roll].", "indirect"),
    ("“<He> {said} [it was full]. I saw it,” she recalled.", "indirect"),
    ("[“The hall was full.\n\n“It was hot too,”] <she> {said}.", "direct"),
]

SAID_ON_CASES = [
    ("<She> {said} on Wednesday [the hall was full].", "2030-04-03"),
    ("<She> {told reporters} on Thursday night that [the hall was full].", "2030-04-04"),
    ("<She> {said} in a statement released on Monday that [the hall was full].", "2030-04-01"),
    ("On Monday <she> {said} that [the hall was full].", "2030-04-01"),
    ("At a meeting on Monday, <she> {said} [the hall was full].", "2030-04-01"),
    ("<The council> on Tuesday {denied} [the report].", "2030-04-02"),
    ("[“It was full,”] <she> {told} Fjord Radio on Tuesday.", "2030-04-02"),
    ("[“It was full,”] <she> {said} on Tuesday. [“And hot.”]", "2030-04-02"),
    ("<A letter dated 12 March> {said} [the hall was full].", "2030-03-12"),
    ("<She> {said} last week that [the hall was full].", "2030-W13"),
    ("<The firm> {confirmed} [the figure] on Tuesday.", "2030-04-02"),
    ("<She> {said} [the hall was full on Monday].", None),
    ("<She> {said} [the hall was full].", None),
    ("The hall burned on Monday. <She> {said} [it was full].", None),
    ("<Ida Lunt, who arrived on Monday>, {said} [the hall was full].", None),
    ("Ida Lunt, who arrived on Monday, {said} [the hall was full].", None),
    ("The strike, now two days old, is lost, <she> {said}: [“It is over.”]", None),
    ("<She> {has said} since Monday that [the hall was full].", None),
    ("<The cook> {said} the hall had closed on Monday and that [it was full].", None),
    ("<Ida Lunt, who> on Monday had called it false, {admitted} [the hall was full].", None),
    ("[The hall was full], {said} <Ida Lunt>, starting Monday.", None),
    ("Doors closed on Wednesday, two days after <a letter> {claimed} [the hall was full].", "2030-04-01"),
    ("Doors closed on Wednesday, a week before <the mayor> {conceded} [the hall was full].", "2030-04-10"),
    ("Doors closed two days after <a letter> {claimed} [the hall was full].", None),
    ("[“I walked out this morning and the hall was full,”] {said} <Ida Lunt>.", "2030-04-03"),
    ("[“Today it is full,”] {said} <Ida Lunt>.", "2030-04-03"),
    ("[“I want it full by today,”] {said} <Ida Lunt>.", None),
    ("[“We saw it in today's paper,”] {said} <Ida Lunt>.", None),
    ("<Ida Lunt> {said} [the hall was full today].", None),
]


@pytest.mark.parametrize(("marked", "act"), ACT_CASES)
def test_act(marked: str, act: str) -> None:
    assert read(marked).act == act


@pytest.mark.parametrize(("marked", "certainty"), CERTAINTY_CASES)
def test_certainty(marked: str, certainty: str) -> None:
    assert read(marked).certainty == certainty


@pytest.mark.parametrize(("marked", "negated"), NEGATED_CASES)
def test_negated(marked: str, negated: bool) -> None:
    assert read(marked).negated is negated


@pytest.mark.parametrize(("marked", "mode"), MODE_CASES)
def test_mode(marked: str, mode: str) -> None:
    assert read(marked).mode == mode


@pytest.mark.parametrize(("marked", "said_on"), SAID_ON_CASES)
def test_said_on(marked: str, said_on: str | None) -> None:
    assert read(marked).said_on == said_on


def test_words_of_the_record() -> None:
    for marked, _ in ACT_CASES + CERTAINTY_CASES + MODE_CASES:
        stance = read(marked)
        assert stance.act in ACTS
        assert stance.certainty in CERTAINTIES
        assert stance.mode in MODES


def test_without_cue_and_source() -> None:
    assert read("[The hall was full.]") == Stance("say", "stated", False, None, "indirect")


def test_content_without_words() -> None:
    assert read("<She> {said} [—].").act == "say"


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("denied", "deny"),
        ("slamming", "slam"),
        ("urges", "urge"),
        ("withdrew", "withdraw"),
        ("pegged", "peg"),
        ("told", "tell"),
    ],
)
def test_base_form(form: str, base: str) -> None:
    assert base_form(form) == base


def test_contractions_are_undone() -> None:
    text = "She couldn’t, won't and cannot say she'd go"
    words = [t.word for t in tokens_in(outline(Report(text=text)), (0, len(text)))]
    assert words == ["she", "could", "not", ",", "will", "not", "and", "can", "not", "say", "she", "would", "go"]


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("when the wind rose, the mast fell", "the mast fell"),
        ("the mast, which was old, has fallen", "the mast , has fallen"),
        ("the mast has fallen because it was old", "the mast has fallen"),
        ("the mast has fallen and the sail is torn", "the mast has fallen"),
    ],
)
def test_main_clause(text: str, main: str) -> None:
    sentence = sentences_of(tokens_in(outline(Report(text=text)), (0, len(text))))[0]
    assert " ".join(t.word for t in main_clause(sentence).tokens) == main


def test_bands_of_icd_203() -> None:
    levels = [band(n) for n in (1, 5, 20, 45, 50, 55, 56, 80, 90, 95, 99)]
    likely = ["likely", "likely", "very_likely", "very_likely", "almost_certain"]
    assert levels == ["remote", "remote", "very_unlikely", "unlikely", "even", "even", *likely]


def timed(text: str, content: Span, cue: Spans = ((3, 7),), times: tuple[Time, ...] = ()) -> float:
    document = outline(Report(text=text))
    begin = clock.process_time()
    stances_of(document, [Saying((content,), ((0, 2),), cue)], times)
    return clock.process_time() - begin


def test_nested_quotations() -> None:
    text = "He said " + "“she said ‘" * 1000 + "no" + "’ ”" * 1000
    document = outline(Report(text=text))
    stance = stance_in(document, Saying(((8, len(text)),), ((0, 2),), ((3, 7),)))
    assert stance.mode == "direct"


@pytest.mark.parametrize("piece", ['"', "“", "‘a ", "s’ ", "“a” ", "if might, ", "that which "])
def test_time_is_linear(piece: str) -> None:
    texts = ["He said " + piece * n for n in (5_000, 40_000)]
    short, long = (min(timed(text, (8, len(text.rstrip()))) for _ in range(3)) for text in texts)
    assert long < 0.02 + 8 * 6 * short


def test_million_quotation_marks() -> None:
    text = "He said " + '"' * 1_000_000
    assert timed(text, (8, len(text))) < 20


def test_many_times_around_one_saying() -> None:
    text = "He said on Monday no. " * 5_000
    times = tuple(times_of(text))
    middle = text.index("He said", len(text) // 2)
    took = timed(text, (middle + 18, middle + 20), ((middle + 3, middle + 7),), times)
    assert took < 2


@pytest.mark.parametrize(
    ("field", "cases"),
    [
        ("act", ACT_CASES),
        ("certainty", CERTAINTY_CASES),
        ("negated", NEGATED_CASES),
        ("mode", MODE_CASES),
        ("said_on", SAID_ON_CASES),
    ],
)
def test_cases_with_the_encoder_s_parts_of_speech(field: str, cases: list[tuple[str, object]]) -> None:
    try:
        encoder = packaged()
    except ModelError as error:
        pytest.skip(str(error))
    wrong = []
    for marked, wanted in cases:
        text, said = saying(marked)
        document = analyse(Report(text=text), encoder).document
        if getattr(stance_in(document, said), field) != wanted:
            wrong.append(marked)
    assert len(wrong) <= max(1, len(cases) // 20), wrong
