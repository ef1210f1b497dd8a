"""Distils the static word vectors of `onrecord.relate.vectors` from the encoder's base model.

    python training/distill.py BASE POLNEAR/train/text WORDNET/dict

The method is model2vec's (Tulkens and van Dongen 2024): each word alone through the model, principal components,
weights by frequency (SIF, Arora et al. 2017). Before the components are taken, words are drawn towards their
neighbours in WordNet (retrofitting, Faruqui et al. 2015). The texts give counts of words, nothing else.

BASE is the folder of all-MiniLM-L6-v2 (config.json, tokenizer.json, weights); WORDNET/dict holds the database files
of WordNet 3.0 or 3.1 (data.noun, index.sense and so on). About four minutes of two cores and 2 GB of memory.
"""

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.folding import fold
from onrecord.relate.vectors import ENDINGS, INSIDE, RUN

Floats = NDArray[np.float64]
Edges = defaultdict[tuple[str, str], float]

TARGET = Path(__file__).parents[1] / "src/onrecord/relate/data"
SIZE = 144
"""Numbers a vector, two a byte: the table with its words stays under 4 MB."""
FIRST = 3
"""Principal components left out at the front: they tell words by frequency and kind, not by what they mean."""
SPREAD = 2.5
"""Standard deviations that the four bits of a number reach."""
RARE = 5e-4
"""Frequency of a word that weighs one half."""
RELATED = {"same": 1.0, "kind": 0.5, "like": 0.5, "form": 0.5}
"""Pull of WordNet's relations: synonyms; hypernyms, entailments and verb groups; like adjectives; derived forms."""
INFLECTED = 1.0
"""Pull of a lemma on a word that seems to be an inflection of it."""
ROUNDS = 8
PLAIN = re.compile(r"(?:##)?[a-z0-9]+")
LEMMA = re.compile(r"[a-z]{2,}")
PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
HEAD = """\
# Entries of the word vectors in vectors.npz, in their order: whole words, and after {inside} pieces inside words.
# Source: the vocabulary of all-MiniLM-L6-v2 (sentence-transformers, Apache License 2.0), words counted twice or more
# in the train part of PolNeAR 1.0, and the commoner lemmas of WordNet (https://wordnet.princeton.edu), along whose
# relations the vectors were adjusted. Made by training/distill.py. Licence of WordNet, which goes with every copy:
"""


@dataclass(frozen=True, slots=True)
class WordNet:
    """Single words of WordNet: how common each is, and how closely pairs of them are related, 0 to 1 each."""

    common: Counter[str]
    """Tagged uses and senses, added up: the commoner a word, the more senses it has."""
    edges: dict[str, Edges]
    licence: str


def read_wordnet(folder: Path) -> WordNet:
    """Reads the database files (format: `man wndb`, `man senseidx`).

    A relation between two synsets relates their words as much as those words are used in these senses: by the
    product of the two senses' shares of their words' tagged uses.
    """
    counts: dict[tuple[str, str, str], float] = {}
    common: Counter[str] = Counter()
    for line in (folder / "index.sense").read_text().splitlines():
        key, offset, number, count = line.split()
        lemma, rest = key.split("%")
        counts[offset, "?nvara"[int(rest[0])], lemma] = int(count) + 0.5 / int(number)
        common[lemma] += int(count) + 1
    totals: defaultdict[str, float] = defaultdict(float)
    for (_, _, lemma), count in counts.items():
        totals[lemma] += count
    synsets: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for name, part in PARTS.items():
        for line in (folder / f"data.{name}").read_text().splitlines():
            if not line.startswith(" "):
                cells = line.split(" | ")[0].split()
                end = 4 + 2 * int(cells[3], 16)
                words = [re.sub(r"\(.*\)", "", word).lower() for word in cells[4:end:2]]
                synsets[cells[0], part] = words, cells[end + 1 : end + 1 + 4 * int(cells[end])]

    def share(synset: tuple[str, str], word: str) -> float:
        return counts.get((*synset, word), 0.0) / totals.get(word, 1.0)

    edges: dict[str, Edges] = {relation: defaultdict(float) for relation in RELATED}
    for synset, (words, pointers) in synsets.items():
        for relation, first, other, second in related(synset, words, pointers, synsets):
            if LEMMA.fullmatch(first) and LEMMA.fullmatch(second) and first != second:
                edges[relation][first, second] += share(synset, first) * share(other, second)
    opening = (folder / "data.noun").read_text().split("\n00")[0].splitlines()
    licence = "".join(f"# {line.strip().split(maxsplit=1)[1]}\n" for line in opening if len(line.split()) > 1)
    return WordNet(common, edges, licence)


def related(
    synset: tuple[str, str],
    words: Sequence[str],
    pointers: Sequence[str],
    synsets: dict[tuple[str, str], tuple[list[str], list[str]]],
) -> Iterator[tuple[str, str, tuple[str, str], str]]:
    """Relation, word, other synset and its word, for each word that something relates to a word of `synset`."""
    for first in words:
        for second in words:
            yield "same", first, synset, second
    for symbol, offset, part, ends in zip(*(iter(pointers),) * 4, strict=True):
        other = offset, "a" if part == "s" else part
        others = synsets[other][0]
        if symbol == "+" and ends != "0000":
            yield "form", words[int(ends[:2], 16) - 1], other, others[int(ends[2:], 16) - 1]
        elif symbol in {"@", "~", "*", "$", "&"} and ends == "0000":
            for first in words:
                for second in others:
                    yield ("like" if symbol == "&" else "kind"), first, other, second


def count_words(folder: Path) -> Counter[str]:
    """How often each folded word stands in the texts of a folder."""
    return Counter(fold(w) for path in sorted(folder.glob("*.txt")) for w in RUN.findall(path.read_text("utf-8")))


def embed(base: Path, words: Sequence[str], vocabulary: dict[str, int]) -> Floats:
    """The mean of the base model's outputs over the pieces of each word read alone, [W, 384]."""
    import torch
    from tokenizers import Tokenizer
    from transformers import AutoModel

    model: Any = AutoModel.from_pretrained(base).eval()
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    opener, closer = vocabulary["[CLS]"], vocabulary["[SEP]"]
    pieces = [
        [opener, *([vocabulary[w]] if w in vocabulary else tokenizer.encode(w, add_special_tokens=False).ids), closer]
        for w in words
    ]
    rows = np.zeros((len(words), model.config.hidden_size))
    lengths: dict[int, list[int]] = {}
    for place, ids in enumerate(pieces):
        lengths.setdefault(len(ids), []).append(place)
    with torch.inference_mode():
        for places in lengths.values():
            for begin in range(0, len(places), 256):
                batch = places[begin : begin + 256]
                read = torch.tensor([pieces[place] for place in batch])
                out = model(input_ids=read, attention_mask=torch.ones_like(read)).last_hidden_state
                rows[batch] = out[:, 1:-1].mean(1).numpy()
    return rows


def retrofit(rows: Floats, words: Sequence[str], wordnet: WordNet) -> Floats:
    """Unit rows drawn towards those of related words: each round takes the mean of its own and its neighbours'."""
    places = {word: place for place, word in enumerate(words)}
    pulls: defaultdict[tuple[int, int], float] = defaultdict(float)
    for relation, pull in RELATED.items():
        for (first, second), share in wordnet.edges[relation].items():
            if first in places and second in places and pull * share > 0.01:
                pulls[places[first], places[second]] += pull * share
    for word in words:
        lemma = next((form for form in stems(word) if form in places and form in wordnet.common), None)
        if lemma and word not in wordnet.common:
            pulls[places[word], places[lemma]] += INFLECTED
    pairs = np.array(sorted(pulls))
    weight = np.array([pulls[first, second] for first, second in pairs.tolist()])
    drawn, starts = np.unique(pairs[:, 0], return_index=True)
    total = np.add.reduceat(weight, starts)
    found = rows.copy()
    for _ in range(ROUNDS):
        sums = np.add.reduceat(found[pairs[:, 1]] * weight[:, None], starts)
        found[drawn] = normal((rows[drawn] + sums) / (1 + total)[:, None])
    return found


def stems(word: str) -> Iterator[str]:
    """What may be the lemma of a regularly inflected word."""
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            yield word.removesuffix(ending) + instead


def reduce(rows: Floats, fitted: NDArray[np.bool_]) -> Floats:
    """Rows in `SIZE` principal components of the `fitted` ones, evened out by the root of their spread."""
    mean = rows[fitted].mean(0)
    _, spread, axes = np.linalg.svd(rows[fitted] - mean, full_matrices=False)
    chosen = slice(FIRST, FIRST + SIZE)
    return normal((rows - mean) @ axes[chosen].T / np.sqrt(spread[chosen]))


def normal(rows: Floats) -> Floats:
    """Rows of length one."""
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def telling(words: Sequence[str], vocabulary: dict[str, int], counts: Counter[str]) -> Floats:
    """Weights of words, 0 to 1, by the mean of their share of the texts and of what Zipf's law gives their rank.

    The vocabulary's words stand in order of frequency, from "the" on.
    """
    first, ranks, total = vocabulary["the"], len(vocabulary), counts.total()
    place = np.array([max(vocabulary.get(word, ranks) - first, 0) + 2 for word in words])
    share = (1 / place / np.log(ranks) + np.array([counts[word] + 0.3 for word in words]) / total) / 2
    return RARE / (RARE + share)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("texts", type=Path, help="folder of texts to count words in")
    parser.add_argument("wordnet", type=Path, help="folder of WordNet's database files")
    parser.add_argument("--out", type=Path, default=TARGET)
    args = parser.parse_args()
    from tokenizers import Tokenizer

    vocabulary = Tokenizer.from_file(str(args.base / "tokenizer.json")).get_vocab()
    counts, wordnet = count_words(args.texts), read_wordnet(args.wordnet)
    ranked = sorted((word for word in vocabulary if PLAIN.fullmatch(word)), key=vocabulary.__getitem__)
    seen = [word for word, count in counts.most_common() if count >= 2 and LEMMA.fullmatch(word)]
    lemmas = [word for word in sorted(wordnet.common) if LEMMA.fullmatch(word)]
    words = list(dict.fromkeys([*ranked, *seen, *sorted(lemmas, key=lambda word: -wordnet.common[word])]))
    kept = len(dict.fromkeys([*ranked, *seen, *(word for word in lemmas if wordnet.common[word] > 1)]))

    rows = embed(args.base, words, vocabulary)
    fitted = np.array([word in vocabulary and not word.startswith("##") for word in words])
    rows = reduce(retrofit(normal(rows - rows[fitted].mean(0)), words, wordnet), fitted)[:kept]
    step = rows.std(0) * SPREAD / 7
    scale = np.clip(np.rint(step / step.max() * 200), 1, 255).astype(np.uint8)
    numbers = (np.clip(np.rint(rows / (scale * (step.max() / 200))), -7, 7) + 8).astype(np.uint8)
    weights = np.maximum(np.rint(255 * telling(words[:kept], vocabulary, counts)), 1).astype(np.uint8)
    np.savez(
        args.out / "vectors.npz",
        packed=(numbers[:, 0::2] << 4 | numbers[:, 1::2]).astype(np.uint8),
        scale=scale,
        weights=weights,
    )
    entries = "".join(word.replace("##", INSIDE) + "\n" for word in words[:kept])
    head = HEAD.format(inside=INSIDE) + wordnet.licence
    (args.out / "vectors_words.txt").write_text(head + entries, encoding="utf-8")
    print(f"{kept} entries of {SIZE} numbers")


if __name__ == "__main__":
    main()
