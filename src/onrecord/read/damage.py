"""Text broken by copying or machine rewriting: the passages of a report."""

import re
from collections.abc import Iterator, Sequence

from onrecord.read.damage_contradictions import contradictions
from onrecord.read.damage_findings import Finding
from onrecord.read.damage_marks import find_marks
from onrecord.read.damage_quotes import broken_quotes
from onrecord.read.damage_sentences import stray_sentences
from onrecord.read.document import Document
from onrecord.records import Damage

TRACES = ("\ufffd", "â€", "Ã", "{{", "{%", "[object", "[insert", "[Insert", "orem ipsum", "&")
"""One of these stands in all rubbish."""
RUBBISH = re.compile(
    r"\ufffd|â€[\u0080-\u00bf\u0152-\u02dc\u2013-\u203a\u20ac\u2122]|Ã[\u00a0-\u00bf]|\{\{[^{}\n]{0,80}\}\}"
    r"|\{%[^{}\n]{0,80}%\}|\[object Object\]|[Ll]orem ipsum|\[[Ii]nsert [^\]\n]{1,60}\]"
    r"|&(?:nbsp|amp|quot|lt|gt|#\d{2,5});"
)
"""Placeholders of templates, entities of HTML left as text, and UTF-8 that was read as Latin-1."""


def find_damage(document: Document) -> list[Damage]:
    """Damaged passages of a report, in order.

    A finding that its form does not prove counts only beside damage of another kind in the same report: damage comes
    in company, a slip of typing or a turn of style alone. Where two overlap, a stray sentence goes before a quotation
    and that before a contradiction; broken quotations of one paragraph are one passage. Parts of speech are needed:
    without them nothing is found.
    """
    if not document.tags:
        return []
    marks = find_marks(document.text, document.paragraphs)
    quotes = sorted(broken_quotes(document, marks), key=lambda finding: finding.span)
    findings = supported([*stray_sentences(document), *joined(document, quotes), *contradictions(document)])
    kept = disjoint([*findings, *rubbish(document)])
    return [Damage(report=document.report.id, span=found.span, kind=found.kind) for found in kept]


def rubbish(document: Document) -> Iterator[Finding]:
    """What templates and wrong encodings leave behind, one finding a sentence."""
    if not any(trace in document.text for trace in TRACES):
        return
    last = -1
    for match in RUBBISH.finditer(document.text):
        if match.start() >= last:
            last = document.sentence_at(match.start())[1]
            yield Finding(match.span(), "fragment", sure=True)


def supported(findings: Sequence[Finding]) -> list[Finding]:
    """The sure findings, and the others where the report has damage of another kind."""
    kinds = {finding.kind for finding in findings}
    company = len(kinds) > 1
    return [finding for finding in findings if finding.sure or company]


def joined(document: Document, findings: Sequence[Finding]) -> list[Finding]:
    """Broken quotations, those of one paragraph joined into one passage."""
    kept: list[Finding] = []
    for finding in findings:
        before = kept[-1] if kept else None
        if before and document.paragraph_at(before.span[0]) == document.paragraph_at(finding.span[0]):
            span = before.span[0], max(before.span[1], finding.span[1])
            kept[-1] = Finding(span, before.kind, before.sure or finding.sure)
        else:
            kept.append(finding)
    return kept


def disjoint(findings: Sequence[Finding]) -> list[Finding]:
    """The findings in order of place; of those that overlap the one that was found first."""
    ranked = sorted(enumerate(findings), key=lambda pair: (pair[1].span[0], pair[0]))
    kept: list[tuple[int, Finding]] = []
    for rank, finding in ranked:
        if not kept or finding.span[0] >= kept[-1][1].span[1]:
            kept.append((rank, finding))
        elif rank < kept[-1][0]:
            kept[-1] = (rank, finding)
    return [finding for _, finding in kept]
