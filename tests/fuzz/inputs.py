"""Inputs with the structure of real ones, and what goes wrong with real ones: by a seeded generator."""

import gzip
import random
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from tests.fuzz.archives import archive, json_lines, table

WHO = [
    "Ines Halvorsen",
    "the harbour master",
    "She",
    "a senior official",
    "Norway",
    "the report",
    "Col. Bo Lund",
    "police",
    "“",
    "the Norden Line",
    "I",
    "",
]
CUE = [
    " said",
    " denied",
    ", according to ",
    ": ",
    " would not say",
    " told reporters on Tuesday",
    " expects",
    " —",
    " confirmed that",
    " 'said'",
    "”",
]
WHAT = [
    "the quay was empty",
    "“about 40 boats left Bodø by noon,”",
    "“We do not know.",
    "between 25,000 and 30,000 people had fled",
    "it may rise by 12% to 340",
    "‘no,’ she said, ‘never’",
    '"three hours later 1.2 million tonnes',
    "whether it was true",
    "from Lund via Ystad to Gdynia by rail",
    "half a million",
    "$2.5bn",
    "by Friday",
    "in the past two weeks",
    "5–7 percent",
    "nobody knows why",
    "Who did it?",
    "it is unclear",
    "the 3rd of May 2031",
    "at 4 p.m. on 2031-03-05",
    "up to 99999999999999999999",
]
CHARACTERS = (
    "\u200b\u200d\ufeff\u202e\u2066\u00ad\u0301\u0338\u2028\u2029\x00\x07\x1b\x7f\x85\ufffd\ud800\udfff\U0001f1f3\U0001f468\u200d"
    "\U0001f469ﬁİıßŉǅΐ＂「」«»„‚‘’“”\"'`´…—–-−‐‑•§¶@#$%^&*()[]{}<>|\\/~_=+;:,.!?0123456789٣४三Ⅻ½²"
)
SCRIPTS = (
    "привет мир сказал он",
    "她说没有水",
    "قال المتحدث إن الماء",
    "הוא אמר",
    "ไม่มีน้ำ",
    "नहीं",
    "🔥🔥🔥",
    "ｆｕｌｌ ｗｉｄｔｈ",
)
TAGS = [
    "p",
    "div",
    "article",
    "h1",
    "h2",
    "blockquote",
    "q",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "script",
    "style",
    "svg",
    "math",
    "template",
    "noscript",
    "iframe",
    "br",
    "img",
    "a",
    "b",
    "pre",
]
ENTITIES = [
    "&amp;",
    "&nbsp;",
    "&#0;",
    "&#x110000;",
    "&#xD800;",
    "&rsquo;",
    "&bogus;",
    "&#",
    "&",
    "&lt;script&gt;",
    "&#128;",
    "&zwj;",
]
CODES = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1", "koi8-r", "cp037", "ascii")
KINDS = ("text", "text", "text", "html", "html", "feed", "feed", "bytes", "bytes", "warc", "jsonl", "table")

LISTS = ("input.paths", "input.paths.gz", "input.export.csv", "input.gkg.csv", "input.mentions.csv.zip")
"""Names of lists of what to read."""


@dataclass(frozen=True, slots=True)
class Made:
    """An input: its kind, the name that a file of it has, and its bytes."""

    kind: str
    name: str
    data: bytes


class Maker:
    """Inputs without end, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)

    def made(self) -> Made:
        """The next input."""
        draw = self.draw
        kind = draw.choice(KINDS)
        if kind == "warc":
            return Made(
                kind, draw.choice(("input.warc", "input.warc.gz")), self.spoiled(archive(draw, self.html, self.body))
            )
        if kind == "jsonl":
            return Made(
                kind, draw.choice(("input.jsonl", "input.ndjson.gz")), self.spoiled(json_lines(draw, self.body))
            )
        if kind == "table":
            return Made(kind, draw.choice(LISTS), self.spoiled(table(draw, self.body)))
        suffix = {"text": ".txt", "html": ".html", "feed": ".xml", "bytes": draw.choice((".txt", ".html", ".xml", ""))}
        text = {"text": self.report, "html": self.html, "feed": self.feed, "bytes": self.report}[kind]()
        return Made(kind, f"input{suffix[kind]}", self.packed(text, kind))

    def spoiled(self, data: bytes) -> bytes:
        """The bytes, sometimes cut or with some of them changed."""
        draw = self.draw
        if data and draw.random() < 0.15:
            data = data[: draw.randrange(len(data))]
        if data and draw.random() < 0.15:
            at = draw.randrange(len(data))
            data = data[:at] + draw.randbytes(draw.randint(1, 9)) + data[at + draw.randint(0, 9) :]
        return data

    def packed(self, text: str, kind: str) -> bytes:
        """The text as bytes of some encoding; sometimes cut, spoiled or packed."""
        draw = self.draw
        code = draw.choice(CODES) if draw.random() < 0.25 else "utf-8"
        data = text.encode(code, "replace" if code != "utf-8" else "surrogatepass")
        if kind == "bytes" or draw.random() < 0.05:
            spoiled = bytearray(data or b"\0")
            for _ in range(draw.randint(1, 12)):
                at = draw.randrange(len(spoiled))
                how = draw.randrange(4)
                if how == 0:
                    spoiled[at] = draw.randrange(256)
                elif how == 1:
                    del spoiled[at : at + draw.randint(1, 9)]
                elif how == 2:
                    spoiled[at:at] = draw.randbytes(draw.randint(1, 9))
                else:
                    spoiled[at:at] = spoiled[: draw.randint(1, 200)]
                spoiled = spoiled or bytearray(b" ")
            data = bytes(spoiled)
        if draw.random() < 0.04:
            data = gzip.compress(data)
            data = data[: draw.randrange(len(data))] if draw.random() < 0.3 else data
        return data

    def sentence(self) -> str:
        """Something that looks like reported speech."""
        draw = self.draw
        end = draw.choice((".", "?", "…", ""))
        return f"{draw.choice(WHAT)} {draw.choice(WHO)}{draw.choice(CUE)} {draw.choice(WHAT)}{end} "

    def body(self) -> str:
        """Paragraphs of sentences, with what does not belong there."""
        draw = self.draw
        pieces: list[str] = []
        for _ in range(draw.randint(0, 9)):
            how = draw.random()
            if how < 0.62:
                pieces.append(self.sentence())
            elif how < 0.72:
                pieces.append(
                    "\n\n" if draw.random() < 0.7 else draw.choice(("\r\n", "\r", "\v", "\f", "\x1c", "\u2028", "\t"))
                )
            elif how < 0.86:
                pieces.append("".join(draw.choices(CHARACTERS, k=draw.randint(1, 25))))
            elif how < 0.92:
                pieces.append(draw.choice(SCRIPTS) * draw.randint(1, 3))
            else:
                unit = draw.choice(
                    (draw.choice(CHARACTERS), draw.choice(WHAT), draw.choice(WHO) + " ", "a", "1,", '"', "“")
                )
                pieces.append(unit * draw.choice((2, 17, 17, 17, 300) if draw.random() < 0.2 else (2, 5, 17)))
        text = "".join(pieces)
        if text and draw.random() < 0.3:
            at = draw.randrange(len(text))
            text = text[:at] + draw.choice(CHARACTERS) + text[at + draw.randint(0, 3) :]
        return text

    def report(self) -> str:
        """A plain report, sometimes with a header."""
        draw = self.draw
        names = ("Title", "Outlet", "Byline", "Published", "Url", "Language", "X", "title ", "PUBLISHED")
        values: tuple[Callable[[], str], ...] = (
            self.sentence, lambda: "2031-03-05", lambda: "5 March 2031 25:61", lambda: "9999-12-31T23:59:59+14:00",
            lambda: "https://a.example/\u202e", lambda: "", lambda: draw.choice(SCRIPTS),
        )  # fmt: skip
        header = "".join(f"{draw.choice(names)}: {draw.choice(values)()}\n" for _ in range(draw.randint(1, 5)))
        return f"{header}\n{self.body()}" if draw.random() < 0.5 else self.body()

    def html(self) -> str:
        """A page, whole or broken."""
        draw = self.draw
        head = f"<title>{escape(self.sentence())}</title>"
        head += f"<meta property='article:published_time' content='{draw.choice(WHAT)}'>"
        end = draw.choice(("</body></html>", "", "<"))
        return f"<!doctype html><html lang=en><head>{head}</head><body>{self.markup(0)}{end}"

    def markup(self, depth: int) -> str:
        """Nested elements around paragraphs."""
        draw = self.draw
        parts = []
        for _ in range(draw.randint(1, 4)):
            words = self.body() if draw.random() < 0.6 else draw.choice(ENTITIES)
            words = escape(words, quote=False) if draw.random() < 0.8 else words
            tag = draw.choice(TAGS)
            inner = self.markup(depth + 1) if depth < 4 and draw.random() < 0.4 else words
            attribute = draw.choice(
                ("", " class='x'", ' style="a:b"', " href=javascript:1", " x=<", " data-n='" + "n" * 99 + "'")
            )
            end = (
                f"</{tag}>"
                if draw.random() < 0.85
                else draw.choice(("", "</", f"</{draw.choice(TAGS)}>", "<!--", "]]>"))
            )
            parts.append(f"<{tag}{attribute}>{inner}{end}")
        return "".join(parts)

    def feed(self) -> str:
        """An RSS or Atom feed, whole or broken; its entries have their text with them."""
        draw = self.draw
        start = "<?xml version='1.0' encoding='utf-8'?>"
        if draw.random() < 0.2:
            start += "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'><!ENTITY c SYSTEM 'file:///etc/passwd'>]>"
        items = []
        for number in range(draw.randint(0, 4)):
            words = escape(self.body()) if draw.random() < 0.7 else f"<![CDATA[{self.markup(3)}]]>"
            words += draw.choice(("", "", "&b;", "&c;", "&amp;", "&lt;p&gt;"))
            date = draw.choice(("Wed, 05 Mar 2031 09:00:00 GMT", "2031-03-05T09:00:00Z", "yesterday", ""))
            items.append(f"<item><title>{escape(self.sentence())}</title><description>{words}</description>"
                         f"<pubDate>{date}</pubDate><guid>{number}</guid></item>")  # fmt: skip
        end = "</channel></rss>" if draw.random() < 0.85 else ""
        return f"{start}<rss version='2.0'><channel><title>{escape(draw.choice(WHO))}</title>{''.join(items)}{end}"
