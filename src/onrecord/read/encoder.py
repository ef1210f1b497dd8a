"""The trained encoder: words in; attribution, name, part-of-speech and link scores out, one pass for all."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.errors import ModelError
from onrecord.read.kept import PASSAGES, Kept, limit
from onrecord.read.words import shape

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

KEPT = 1 << 16
"""Words whose pieces are remembered, before all are forgotten."""
CHUNK = 256
"""Most word pieces read at once; longer paragraphs are read in chunks that end with a sentence where they can."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What the encoder says of a run of W words: log-linear scores a word, label order as in the model's file."""

    attribution: Floats
    """[W, 7]: emissions of the attribution labels; the transitions are `Encoder.crf`."""
    name: Floats
    """[W, 11]: named-entity labels."""
    tag: Floats
    """[W, 36]: Penn Treebank parts of speech."""
    link: Floats
    """[W, 4 x link size]: cue asks source, source, content asks cue, cue."""


@dataclass(frozen=True, slots=True)
class Transitions:
    """Scores of the attribution CRF: `start` [L], `end` [L], `moves` [L, L] from row to column."""

    start: Floats
    end: Floats
    moves: Floats


class Encoder:
    """The packaged model, loaded. Raises ModelError when a file of it is absent or damaged."""

    kept: Kept[Any] | None = None
    """What was read in paragraphs, by the hash of their text; None where nothing is kept."""

    def __init__(self, threads: int | None = None) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        folder = files("onrecord.read.model")
        try:
            meta: dict[str, Any] = json.loads(folder.joinpath("encoder.json").read_text(encoding="utf-8"))
            with as_file(folder.joinpath("tokenizer.json")) as path:
                verify(path, meta)
                self.tokenizer = Tokenizer.from_file(str(path))
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = threads or thread_count()
            options.log_severity_level = 3
            with as_file(folder.joinpath("encoder.onnx")) as path:
                verify(path, meta)
                self.session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:
            raise ModelError(f"the packaged model cannot be loaded: {error}; reinstall onrecord") from error
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.opener, self.closer, self.unknown = (
            self.tokenizer.token_to_id(piece) or 0 for piece in ("[CLS]", "[SEP]", "[UNK]")
        )
        self.known: dict[str, list[int]] = {}
        self.kept = Kept(int(PASSAGES * limit()))
        self.attribution_labels: tuple[str, ...] = tuple(meta["attribution"])
        self.name_labels: tuple[str, ...] = tuple(meta["name"])
        self.tag_labels: tuple[str, ...] = tuple(meta["tag"])
        self.link_size: int = meta["link_size"]
        crf = {key: np.asarray(value, dtype=np.float32) for key, value in meta["crf"].items()}
        self.crf = Transitions(crf["start"], crf["end"], crf["moves"])

    def encode(self, words: Sequence[str], attached: Sequence[bool], breaks: Sequence[int] = ()) -> Scores:
        """Scores of the words of one paragraph.

        `attached[i]` says that no space stands before word i; `breaks` are word indices at which a sentence
        begins, where a paragraph of more than `CHUNK` pieces is best cut.
        """
        pieces, sizes = self.pieces(words)
        shapes = [shape(word, glued) for word, glued in zip(words, attached, strict=True)]
        parts = [self.run(pieces[a:b], shapes[a:b]) for a, b in chunks(sizes, breaks)]
        if len(parts) == 1:
            return Scores(*parts[0])
        return Scores(*(np.concatenate(column) for column in zip(*parts, strict=True)))

    def pieces(self, words: Sequence[str]) -> tuple[list[list[int]], list[int]]:
        """Word pieces of each word, and how many; an unreadable word is one unknown piece, a long one is cut to 16."""
        known = self.known if len(self.known) < KEPT else {}
        new = [word for word in dict.fromkeys(words) if word not in known]
        if new:
            encoded = self.tokenizer.encode(new, is_pretokenized=True, add_special_tokens=False)
            read: list[list[int]] = [[] for _ in new]
            for piece, owner in zip(encoded.ids, encoded.word_ids, strict=True):
                if owner is not None and len(read[owner]) < 16:
                    read[owner].append(piece)
            known.update((word, ids or [self.unknown]) for word, ids in zip(new, read, strict=True))
            self.known = known
        found = [known[word] for word in words]
        return found, [len(ids) for ids in found]

    def run(self, pieces: Sequence[Sequence[int]], shapes: Sequence[int]) -> list[Floats]:
        """One pass of the network over at most `CHUNK` pieces."""
        flat, spread, firsts = [self.opener], [0], []
        for ids, kind in zip(pieces, shapes, strict=True):
            firsts.append(len(flat))
            flat.extend(ids)
            spread.extend([kind] * len(ids))
        flat.append(self.closer)
        spread.append(0)
        given: dict[str, Ints] = {
            "pieces": np.asarray(flat),
            "shapes": np.asarray(spread),
            "firsts": np.asarray(firsts),
        }
        scores: list[Floats] = self.session.run(["attribution", "name", "tag", "link"], given)
        return scores


def verify(path: Path, meta: Mapping[str, Any]) -> None:
    """Raise ModelError for a file that is not the one that was packaged: other weights would be read in silence."""
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    wanted = meta["sha256"][path.name]
    if found != wanted:
        raise ModelError(f"{path} is damaged: its SHA-256 begins with {found[:12]}, not with {wanted[:12]}")


def chunks(sizes: Sequence[int], breaks: Sequence[int]) -> list[tuple[int, int]]:
    """Word ranges of at most `CHUNK` pieces; each ends at the last of `breaks` that fits, if it is past the half."""
    cuts, begin, weight, last = [], 0, 0, 0
    allowed = set(breaks)
    for at, size in enumerate(sizes):
        if at in allowed:
            last = at
        if weight + size > CHUNK and at > begin:
            cut = last if last > begin and sum(sizes[begin:last]) * 2 > CHUNK else at
            cuts.append((begin, cut))
            weight = sum(sizes[cut:at])
            begin = cut
        weight += size
    cuts.append((begin, len(sizes)))
    return cuts


def thread_count() -> int:
    """Threads of one pass: `ONRECORD_THREADS`, else the cores at hand, at most four."""
    return int(os.environ.get("ONRECORD_THREADS", "0")) or min(4, os.cpu_count() or 1)


@cache
def packaged() -> Encoder:
    """The packaged encoder, loaded once a process."""
    return Encoder()
