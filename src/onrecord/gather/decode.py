"""From bytes to text: size limits, gzip, encodings, and what a file that is no text looks like."""

import codecs
import gzip
import io
import re
import zlib
from collections.abc import Callable
from typing import BinaryIO

from onrecord.errors import GatherError

ACCEPTED = "accepted are plain text, HTML, RSS or Atom feeds, and gzip of these"
GZIP = b"\x1f\x8b"
PROBE = 4096
GUESS = 100_000
WESTERN = 0.12
"""Largest share of bytes over 127 in a text taken for Windows-1252; of Cyrillic or Japanese they are the most."""

MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (GZIP, "a gzip file inside a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"WARC/", "a web archive (WARC)"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3", "a SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or video file"),
    (b"RIFF", "a sound, video or WebP file"),
    (b"\x1aE\xdf\xa3", "a video file"),
)
"""First bytes of files that are no text. "BM" and the like are left out: a report may begin so."""

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CONTROLS = bytes(sorted(set(range(32)) - set(b"\t\n\v\f\r\x1b")))
CHARSET = re.compile(rb"<meta\s[^<>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
XML_ENCODING = re.compile(rb"\s*<\?xml\s[^<>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})")
UNLIKELY = re.compile(r"[a-z][À-ÖØ-Þ]|(?:^|\s)[ÒÔ][A-Z]|[A-Za-z][¡-¬®-¶¸-¿][A-Za-z]")
"""Signs that Windows-1252 is the wrong reading: capitals, Mac OS Roman's quotation marks or symbols inside words."""


def take(stream: BinaryIO, limit: int, size: int | None = None) -> bytes:
    """All bytes of `stream`, decompressed if they are gzip.

    `limit` holds before and after decompression; `size` is the whole size in bytes where it is known. Raises
    GatherError when there is more, or when the gzip data is damaged.
    """
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise too_large(limit, size)
    return gunzip(data, limit) if data.startswith(GZIP) else data


def some(stream: BinaryIO, size: int) -> bytes:
    """At most so many bytes of a stream: those that are there, without waiting for more where it can tell."""
    read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    return read(size)


def gunzip(data: bytes, limit: int) -> bytes:
    """The content of gzip `data`, of which never more than `limit` + 1 bytes are unpacked."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            content = packed.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise GatherError(f"damaged gzip data: {error}") from error
    if len(content) > limit:
        raise too_large(limit, None, " after decompression")
    return content


def too_large(limit: int, size: int | None = None, when: str = "") -> GatherError:
    """The error for a source over the limit; `size` in bytes, None where only "more" is known."""
    found = f"{size:,} bytes" if size is not None and size > limit else f"more than {limit:,} bytes"
    return GatherError(f"too large: {found}{when}, the limit is {limit:,}; raise it with --max-bytes")


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of `data` without its byte order mark, newlines as they are.

    A byte order mark is believed first, then UTF-8 if the bytes are that, then the charset declared outside
    (`declared`) or inside (HTML, XML), then a guess. Raises GatherError for what is no text.
    """
    for bom, name in BOMS:
        if data.startswith(bom):
            return strict(data[len(bom) :], name, f"not the {name.upper()} that its byte order mark says")
    for magic, what in MAGIC:
        if data.startswith(magic):
            raise GatherError(f"not text but {what}; {ACCEPTED}")
    wide = wide_encoding(data)
    if wide:
        return strict(data, wide, "binary data, not text")
    probe = data[:PROBE]
    if b"\0" in data or len(probe.translate(None, CONTROLS)) < 0.95 * len(probe):
        raise GatherError(f"binary data, not text; {ACCEPTED}")
    charset = known_codec(declared) or known_codec(declared_inside(data))
    if charset and (charset.startswith(("iso2022", "utf-16", "utf-32")) or charset == "hz"):
        return strict(data, charset, f"not the {charset} that it declares")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return decode_bytewise(data, charset)


def decode_bytewise(data: bytes, charset: str | None) -> str:
    """The text of `data` that is not UTF-8, by the declared charset or by a guess."""
    if charset and charset not in ("ascii", "utf-8"):
        # Browsers read Latin-1 as Windows-1252 (WHATWG Encoding, section 4.2).
        for name in ("cp1252", "latin-1") if charset == "iso8859-1" else (charset,):
            try:
                return data.decode(name)
            except UnicodeDecodeError:
                continue
    guessed = guess(data)
    if guessed is None:
        raise GatherError("undecodable: its encoding cannot be told; save it as UTF-8")
    return strict(data, guessed, f"its encoding cannot be told, {guessed} does not fit; save it as UTF-8")


def strict(data: bytes, name: str, otherwise: str) -> str:
    """`data` decoded by the codec `name`; GatherError with the words `otherwise` where that fails."""
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise GatherError(f"undecodable: {otherwise} (byte {error.start:,})") from error


def known_codec(name: str | None) -> str | None:
    """Python's name of a charset, None when it has none or it is no encoding of text."""
    try:
        info = codecs.lookup(name or "")
        "".encode(info.name)
    except LookupError:
        return None
    return info.name


def declared_inside(data: bytes) -> str | None:
    """The charset that an HTML or XML text declares in its first bytes."""
    head = data[:PROBE]
    match = XML_ENCODING.match(head) or CHARSET.search(head)
    return match[1].decode("ascii") if match else None


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: of mostly Latin letters, every other byte is NUL."""
    probe = data[: PROBE // 2 * 2]
    if len(data) % 2 or len(probe) < 4:
        return None
    half = len(probe) // 2
    even, odd = probe[::2].count(0), probe[1::2].count(0)
    if odd > 0.7 * half and not even:
        return "utf-16-le"
    if even > 0.7 * half and not odd:
        return "utf-16-be"
    return None


def guess(data: bytes) -> str | None:
    """The likeliest one-byte or multi-byte encoding of `data`, which is not UTF-8.

    English text with Windows quotation marks and dashes is told from its few high bytes; the rest is left to
    charset-normalizer, on the first 100,000 bytes.
    """
    if western(data):
        return "cp1252"
    from charset_normalizer import from_bytes

    end = data.rfind(b"\n", 0, GUESS) if len(data) > GUESS else -1
    best = from_bytes(data[:end] if end > 0 else data).best()
    return best.encoding if best else None


def western(data: bytes) -> bool:
    """Whether the high bytes of `data` are few and make sense in Windows-1252."""
    high = data.translate(None, bytes(range(128)))
    if len(high) > WESTERN * len(data):
        return False
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return not UNLIKELY.search(text)
