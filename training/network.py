"""The encoder with its heads: attribution (a linear-chain CRF), names, parts of speech, links."""

import torch
from torch import Tensor, nn
from transformers import BertModel

from onrecord.read.words import SHAPE_COUNT
from prepare import ATTRIBUTION, NAMES, TAGS

LINK_SIZE = 64
"""Width of each of the four link projections: cue asks source, source, content asks cue, cue."""


class Crf(nn.Module):
    """Linear-chain conditional random field over word labels (Lafferty et al. 2001)."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.start = nn.Parameter(torch.zeros(size))
        self.end = nn.Parameter(torch.zeros(size))
        self.moves = nn.Parameter(torch.zeros(size, size))

    def loss(self, scores: Tensor, labels: Tensor, lengths: Tensor) -> Tensor:
        """Mean negative log-likelihood a word; `scores` [B, W, L], `labels` [B, W], `lengths` [B]."""
        width = scores.shape[1]
        alive = torch.arange(width)[None, :] < lengths[:, None]
        picked = scores.gather(2, labels[:, :, None]).squeeze(2)
        gold = (picked * alive).sum(1) + self.start[labels[:, 0]]
        gold = gold + (self.moves[labels[:, :-1], labels[:, 1:]] * alive[:, 1:]).sum(1)
        gold = gold + self.end[labels.gather(1, (lengths - 1)[:, None]).squeeze(1)]
        alpha = self.start + scores[:, 0]
        for at in range(1, width):
            step = torch.logsumexp(alpha[:, :, None] + self.moves[None], 1) + scores[:, at]
            alpha = torch.where(alive[:, at, None], step, alpha)
        total = torch.logsumexp(alpha + self.end, 1)
        return (total - gold).sum() / lengths.sum()


class Encoder(nn.Module):
    """Word pieces and word shapes in; per word: attribution, name and tag scores and link projections out."""

    def __init__(self, base: str, attention: str = "sdpa") -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(base, add_pooling_layer=False, attn_implementation=attention)
        size = self.bert.config.hidden_size
        self.shape = nn.Embedding(SHAPE_COUNT, size)
        nn.init.zeros_(self.shape.weight)
        self.dropout = nn.Dropout(0.1)
        self.attribution = nn.Linear(size, len(ATTRIBUTION))
        self.name = nn.Linear(size, len(NAMES))
        self.tag = nn.Linear(size, len(TAGS))
        self.link = nn.Linear(size, 4 * LINK_SIZE)
        self.crf = Crf(len(ATTRIBUTION))

    def forward(
        self, pieces: Tensor, mask: Tensor, shapes: Tensor, firsts: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """`pieces`, `mask`, `shapes` [B, T]; `firsts` [B, W], the position of each word's first piece."""
        given = self.bert.embeddings.word_embeddings(pieces) + self.shape(shapes)
        hidden = self.bert(inputs_embeds=given, attention_mask=mask).last_hidden_state
        words = hidden.gather(1, firsts[:, :, None].expand(-1, -1, hidden.shape[2]))
        words = self.dropout(words)
        return self.attribution(words), self.name(words), self.tag(words), self.link(words)


def span_vectors(projected: Tensor, spans: list[tuple[int, int]]) -> Tensor:
    """Mean of the projections of each span's first and last word; `projected` [W, D], result [S, D]."""
    first = torch.tensor([a for a, _ in spans])
    last = torch.tensor([b - 1 for _, b in spans])
    return (projected[first] + projected[last]) / 2


def link_loss(projected: Tensor, links: list[dict[str, list[tuple[int, int]]]]) -> tuple[Tensor, int]:
    """Cross-entropy of each cue's source (or none) and each content's cue in one paragraph; `projected` [W, 4D]."""
    ask_source, source, ask_cue, cue = projected.split(LINK_SIZE, 1)
    cues = [row["cue"][0] for row in links]
    sources = sorted({span for row in links for span in row["source"][:1]})
    losses = []
    if sources:
        scores = span_vectors(ask_source, cues) @ span_vectors(source, sources).T / LINK_SIZE**0.5
        scores = torch.cat([scores, torch.zeros(len(cues), 1)], 1)
        wanted = torch.tensor([sources.index(row["source"][0]) if row["source"] else len(sources) for row in links])
        losses.append(nn.functional.cross_entropy(scores, wanted, reduction="sum"))
    contents = [(span, at) for at, row in enumerate(links) for span in row["content"]]
    if contents and len(cues) > 1:
        scores = span_vectors(ask_cue, [span for span, _ in contents]) @ span_vectors(cue, cues).T / LINK_SIZE**0.5
        wanted = torch.tensor([at for _, at in contents])
        losses.append(nn.functional.cross_entropy(scores, wanted, reduction="sum"))
    if not losses:
        return projected.sum() * 0, 0
    return torch.stack(losses).sum(), len(links)
