"""Encodings, binary data, gzip and size limits."""

import codecs
import gzip
import io
import tracemalloc
import zlib

import pytest

from onrecord.errors import GatherError
from onrecord.gather.decode import decode, gunzip, take

TEXT = "“We won’t sell the Skagen yard,” said Åse Brøndum — ‘not for €5 million’.\r\nNobody else spoke that day.\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        TEXT.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16-le mark", "utf-16-be mark", "utf-32 mark", "windows"],
)
def test_same_text_from_every_encoding(data: bytes) -> None:
    assert decode(data) == TEXT


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(name: str) -> None:
    text = "The yard is not for sale, the owner said, and would not say more.\n"
    assert decode(text.encode(name)) == text


def test_latin_1() -> None:
    text = "The café in Malmö was closed, said Zoë Åkesson, who runs the place next door.\n" * 3
    assert decode(text.encode("latin-1")) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cp1251", "Начальник порта сказал, что паром сел на мель у самого берега. Никто не пострадал. " * 5),
        ("mac_roman", "“We didn’t see it,” said the warden. ‘I’d have heard,’ she went on — “it’s quiet here.”\n" * 9),
        ("shift_jis", "港長は、フェリーが座礁したと述べた。けが人はいなかった。町議会はコメントを拒否した。" * 5),
    ],
)
def test_guessed_from_many_high_bytes(name: str, text: str) -> None:
    assert decode(text.encode(name)) == text


def test_charset_declared_outside_and_inside() -> None:
    text = "Łódź trams stand still, said Bożena Wójcik of the transport office.\n"
    assert decode(text.encode("iso-8859-2"), "ISO-8859-2") == text
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2"></head>{text}</html>'
    assert decode(page.encode("iso-8859-2")) == page
    xml = f"<?xml version='1.0' encoding='iso-8859-2'?><html>{text}</html>"
    assert decode(xml.encode("iso-8859-2")) == xml


def test_utf8_is_believed_over_a_wrong_declaration() -> None:
    assert decode(TEXT.encode(), "iso-8859-1") == TEXT
    assert decode(TEXT.encode("cp1252"), "iso-8859-1") == TEXT
    assert decode(TEXT.encode("cp1252"), "no-such-charset") == TEXT


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"\xff\xd8\xff\xe0JFIF", "JPEG"),
        (b"PK\x03\x04\x14\0", "zip"),
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "WARC"),
        (b"words and then \0\0\x01 no words", "binary"),
        (bytes(range(1, 30)) * 20, "binary"),
    ],
)
def test_binary_is_named_and_told_what_is_accepted(data: bytes, word: str) -> None:
    with pytest.raises(GatherError, match=f"{word}.*accepted are plain text"):
        decode(data)


def test_damaged_utf16() -> None:
    with pytest.raises(GatherError, match="undecodable: not the UTF-16-LE that its byte order mark says"):
        decode(codecs.BOM_UTF16_LE + b"a\0b\0c")


def test_gzip_with_several_members() -> None:
    assert gunzip(gzip.compress(b"one ") + gzip.compress(b"two"), 100) == b"one two"
    assert take(io.BytesIO(gzip.compress(b"words")), 100) == b"words"


def test_gzip_damage() -> None:
    whole = gzip.compress(TEXT.encode() * 50)
    with pytest.raises(GatherError, match="damaged gzip"):
        gunzip(whole[:-20], 100_000)
    with pytest.raises(GatherError, match="damaged gzip"):
        gunzip(whole[:30] + b"\xff\xff\xff\xff" + whole[34:], 100_000)


def test_limits() -> None:
    assert take(io.BytesIO(b"x" * 10), 10) == b"x" * 10
    with pytest.raises(GatherError, match=r"too large: 11 bytes, the limit is 10; raise it with --max-bytes"):
        take(io.BytesIO(b"x" * 11), 10, 11)
    with pytest.raises(GatherError, match=r"more than 10 bytes, the limit is 10"):
        take(io.BytesIO(b"x" * 11), 10)
    assert gunzip(gzip.compress(b"x" * 1000), 1000) == b"x" * 1000
    with pytest.raises(GatherError, match=r"more than 999 bytes after decompression"):
        gunzip(gzip.compress(b"x" * 1000), 999)


def test_bomb_is_never_unpacked() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = bytes(1 << 20)
    bomb = b"".join(packer.compress(block) for _ in range(60)) + packer.flush()
    assert len(bomb) < 100_000
    tracemalloc.start()
    with pytest.raises(GatherError, match="after decompression"):
        gunzip(bomb, 1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8_000_000
