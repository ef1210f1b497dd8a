"""The encoder with its heads: attribution (a linear-chain CRF), names, parts of speech, links."""

import torch
from torch import Tensor, nn
from transformers import AutoModel

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

    def loss(self, scores: Tensor, paths: Tensor, weights: Tensor, lengths: Tensor) -> Tensor:
        """Mean negative log-likelihood a word of weighted label paths.

        `scores` [B, W, L], `paths` [B, K, W], `weights` [B, K] (each row sums to one), `lengths` [B].
        """
        total = self.forward(scores, lengths)[-1]
        alive = torch.arange(scores.shape[1])[None, :] < lengths[:, None]
        picked = scores.gather(2, paths.transpose(1, 2)).transpose(1, 2)
        gold = (picked * alive[:, None]).sum(2) + self.start[paths[:, :, 0]]
        gold = gold + (self.moves[paths[:, :, :-1], paths[:, :, 1:]] * alive[:, None, 1:]).sum(2)
        last = (lengths - 1)[:, None, None].expand(-1, paths.shape[1], 1)
        gold = gold + self.end[paths.gather(2, last).squeeze(2)]
        return (torch.logsumexp(total + self.end, 1) - (gold * weights).sum(1)).sum() / lengths.sum()

    def forward(self, scores: Tensor, lengths: Tensor) -> list[Tensor]:
        """Log sums over all beginnings of a path, a word each: W times [B, L]; past a run's end the last stays."""
        alive = torch.arange(scores.shape[1])[None, :] < lengths[:, None]
        alphas = [self.start + scores[:, 0]]
        for at in range(1, scores.shape[1]):
            step = torch.logsumexp(alphas[-1][:, :, None] + self.moves[None], 1) + scores[:, at]
            alphas.append(torch.where(alive[:, at, None], step, alphas[-1]))
        return alphas

    @torch.no_grad()
    def sample(self, scores: Tensor, lengths: Tensor, count: int) -> Tensor:
        """That many label paths drawn from the distribution of each run: [B, count, W], zeros past its end."""
        alphas = self.forward(scores, lengths)
        size, width = scores.shape[0], scores.shape[1]
        paths = torch.zeros(size, count, width, dtype=torch.long)
        draw = lambda logits: torch.multinomial(logits.softmax(-1).flatten(0, 1), 1).view(size, count)  # noqa: E731
        after = draw((alphas[-1] + self.end)[:, None].expand(-1, count, -1))
        for at in range(width - 1, -1, -1):
            last = (lengths - 1 == at)[:, None]
            inner = draw(alphas[at][:, None] + self.moves.T[after]) if at < width - 1 else after
            after = torch.where(last, draw((alphas[at] + self.end)[:, None].expand(-1, count, -1)), inner)
            paths[:, :, at] = torch.where((lengths > at)[:, None], after, 0)
        return paths


class Encoder(nn.Module):
    """Word pieces and word shapes in; per word: attribution, name and tag scores and link projections out.

    `layers` keeps that many of the lower layers of the base model.
    """

    def __init__(self, base: str, attention: str | None = None, layers: int | None = None) -> None:
        super().__init__()
        self.bert = AutoModel.from_pretrained(base, add_pooling_layer=False, attn_implementation=attention)
        self.bert.encoder.layer = self.bert.encoder.layer[:layers]
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


@torch.no_grad()
def narrow(model: Encoder, size: int) -> None:
    """Keep the `size` weightiest of each layer's inner units: by the norms of what leads in and what leads out."""
    for layer in model.bert.encoder.layer:
        inward, outward = layer.intermediate.dense, layer.output.dense
        weight = inward.weight.norm(dim=1) * outward.weight.norm(dim=0)
        kept = weight.topk(size).indices.sort().values
        inward.weight, inward.bias = nn.Parameter(inward.weight[kept]), nn.Parameter(inward.bias[kept])
        outward.weight = nn.Parameter(outward.weight[:, kept])
        inward.out_features = outward.in_features = size


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
