from onrecord.relate.align import Run, align, overlap, prepare, quoted_words
from onrecord.relate.shingles import WORD


def test_runs_are_disjoint_and_stand_in_both():
    origin = prepare("one two three four five six seven eight nine ten eleven twelve")
    copy = prepare("seven eight nine ten x one two three four five y eleven twelve")
    assert align(copy, origin) == [Run(0, 6, 4), Run(5, 0, 5)]
    found = overlap(copy, origin)
    assert found.share == 9 / 13
    assert not found.whole


def test_case_marks_and_diacritics_make_no_difference():
    assert overlap(prepare("LODZ, Zurich and Malmo: all shut"), prepare("Łódź, Zürich and Malmö – all shut.")).whole


def test_too_few_words_align_nowhere():
    found = overlap(prepare("one two three"), prepare("nought one two three four"))
    assert (found.share, found.whole) == (0.0, False)


def test_quoted_words_are_told_from_others():
    text = 'He said: “not now”. It’s the crew’s ‘last stand’, "she" said «non»'
    every = [word.group() for word in WORD.finditer(text)]
    flagged = [word for word, quoted in zip(every, quoted_words(text), strict=True) if quoted]
    assert flagged == ["not", "now", "last", "stand", "she", "non"]
