"""The packaged story as somebody would send it in who wants its readers' browsers to do something."""

from collections.abc import Iterator
from dataclasses import replace

from onrecord.records import Report

MARK = "hrxq"
"""Letters that stand in every attack, so that it is seen that a page shows it."""
SCRIPT = f"<script>document.title='{MARK}';console.log('{MARK}')</script>"
IMAGE = f"<img src=x{MARK} onerror=alert('{MARK}')>"
LEAVE = f"\"'></a></title></textarea></svg>--><svg onload=alert('{MARK}')><style>*{{display:none}}</style>"
FRAMES = (
    f'<iframe src="https://{MARK}.invalid/"></iframe><base href="https://{MARK}.invalid/">'
    f'<meta http-equiv="refresh" content="0;url=https://{MARK}.invalid/"><form action="https://{MARK}.invalid/"><input>'
)
TEMPLATE = f"{{{{7*7}}}}{MARK}{{% raw %}}${{7*7}}<%= 7*7 %>"
CONTROL = f"\x1b[31m{MARK}\x07\u202egnorw\u202c\u2066\u200b\ufeff\x9b"
LINK = f"javascript:alert('{MARK}')"
LONG = MARK * 200
EVENT = f"onfocus=alert('{MARK}') autofocus x=' onmouseover=alert(1) y=\" onclick=alert(1)"
ATTACKS = (SCRIPT, IMAGE, LEAVE, FRAMES, TEMPLATE, CONTROL, LINK, LONG, EVENT)


def hostile(reports: Iterator[Report]) -> Iterator[Report]:
    """The reports, an attack in every field, and one at the beginning of every quotation and paragraph."""
    for number, report in enumerate(reports):
        paragraphs = report.text.split("\n\n")
        text = "\n\n".join(armed(words, number + at) for at, words in enumerate(paragraphs))
        yield replace(
            report,
            title=f"{SCRIPT}{IMAGE} {report.title} {CONTROL}{LONG}",
            outlet=f"{report.outlet} {IMAGE}{LEAVE}",
            byline=f"{report.byline} {FRAMES}{EVENT}",
            url=f"{LINK}//{number}",
            text=text,
        )


def armed(paragraph: str, number: int) -> str:
    """A paragraph with attacks in its quotations, beside its names, and at its end."""
    attack = ATTACKS[number % len(ATTACKS)]
    armed_quotes = paragraph.replace("“", f"“{IMAGE} ").replace("”", f" {attack}”")
    return f"{armed_quotes} {attack}"
