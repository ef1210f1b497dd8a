"""Texts that no newsroom writes, by name: each is a function of its length in characters."""

from collections.abc import Callable

Maker = Callable[[int], str]

REPORT = """RØNNE, March 5 - About 340 people left the rail ferry Skarven on Tuesday after it ran aground, police said.

“The hull is dry and nobody is in danger,” harbour master Ines Halvorsen told reporters in Lund. “We do not know why.”

Her deputy, Bent Kofoed, denied that the crew had ignored a warning. He said 12 tonnes of fuel had been pumped out by
4 p.m. and that the rest would follow within two days. It may cost $2.5 million, he added.

The Norden Line, which runs the ferry, declined to comment. According to the transport ministry, traffic between Sweden
and Denmark fell 14 percent last year. "She was not on the bridge," its spokeswoman, Karin Lindqvist, said."""
LINE = " ".join(REPORT.split())


def of(unit: str) -> Maker:
    """The unit over and over."""
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def nested(size: int) -> str:
    """Quotations in quotations, a thousand deep where the length allows it, over and over."""
    depth = max(1, min(1000, size // 8))
    once = "“a ‘" * (depth // 2) + "He said no." + "’ b” " * (depth // 2)
    return (once * (size // len(once) + 1))[:size]


def numbered(pattern: str) -> Maker:
    """The pattern with a new name in place of "@" each time, so that no two are alike."""

    def made(size: int) -> str:
        units = (pattern.replace("@", name(at)) for at in range(size // len(pattern) + 1))
        return "".join(units)[:size]

    return made


def name(number: int) -> str:
    """A made-up name for a number: Bakede, Bakedi …"""
    syllables = [a + b for a in "bdfgklmnprstv" for b in "aeiou"]
    letters = ""
    for _ in range(3):
        number, rest = divmod(number, len(syllables))
        letters = syllables[rest] + letters
    return letters.capitalize()


TEXTS: dict[str, Maker] = {
    "straight quotes": of('"'),
    "straight quotes apart": of('" '),
    "curly quotes": of("“”"),
    "curly quotes unclosed": of("“"),
    "curly quotes closing": of("”"),
    "low quotes": of("„“"),
    "guillemets": of("«»"),
    "guillemets apart": of("« "),
    "single quotes": of("'"),
    "single curly quotes": of("‘’"),
    "mixed quotes": of("\"“'‘«„”’»"),
    "one-word quotations": of("“yes” "),
    "one-word straight quotations": of('"yes" '),
    "one-word single quotations": of("‘yes’ "),
    "paragraphs of open quotations": of("“yes no\n"),
    "nested quotations": nested,
    "taglines": of("“No,” “yes,” he said. "),
    "signed quotations": of("“We will rebuild.” — Ana Ruiz\n"),
    "no spaces": of("abcdefghij"),
    "no spaces, marks": of("abc,def.“g”"),
    "one letter": of("A"),
    "long words": of("x" * 999 + " "),
    "Arabic": of("قال الوزير إن «الميناء» كان فارغا. "),
    "Hebrew": of("השר אמר כי הנמל היה ריק. "),
    "bidi marks": of("\u202e\u2067He said no.\u202c \u200f"),
    "Chinese": of("部长说，“港口是空的”。"),
    "Thai": of("รัฐมนตรีกล่าวว่าท่าเรือว่าง "),
    "Russian": of("Министр сказал, что порт был пуст. "),
    "German": of("„Der Hafen war leer“, sagte die Ministerin. "),
    "mixed scripts": of("He сказал 港 said ว่า قال. "),
    "emoji": of("👩‍👩‍👧‍👦🇳🇴🏴‍☠️ "),
    "lone surrogates": of("He said \ud83d no \udc00. "),
    "zero width": of("\u200b\u200d\ufeff"),
    "zero width in words": of("He sa\u200bid no\u200d. "),
    "combining marks": of("e\u0301\u0301\u0301\u0301"),
    "one letter, many marks": lambda size: "e" + "\u0301" * (size - 1),
    "zeros": of("\0"),
    "control characters": of("\x01\x02 \x1b[0m\x7f"),
    "line breaks": of("\n"),
    "spaces": of(" "),
    "carriage returns": of("He said no.\r"),
    "windows lines": of("He said no.\r\n\r\n"),
    "next lines": of("He said no.\x85"),
    "line separators": of("He said no.\u2028"),
    "said": of("said "),
    "that": of("he said that because "),
    "we said": of("“We know,” we said. "),
    "digits": of("1234567890"),
    "numbers": of("12 "),
    "digit groups": of("123,"),
    "digit groups, hard spaces": of("123\u00a0"),
    "number words": of("two hundred and twenty-"),
    "figures": of("It lost 12 ships and 340 people, or 14 percent, worth $5 million. "),
    "figures without a stop": of("12 ships and 340 people, "),
    "full stops": of("."),
    "marks": of("!?.,;:()[]{}<>@#$%^&*_-+=/|\\~`…"),
    "dates": of("5 March 2031, "),
    "days": of("on Tuesday "),
    "clock times": of("10:30 "),
    "as of": of("as of Tuesday 12 ships "),
    "places": of("Lund, Sweden, "),
    "initials": of("A."),
    "transcript": of("MS. RUIZ: We know.\n"),
    "people": numbered("“Yes,” said @ @.\n\n"),
    "people of one surname": numbered("@ Ruiz said no. Ruiz said yes. "),
    "people of one given name": numbered("Ana @ said no. Ana said yes. "),
    "one person, many names": numbered("Ana @ Ruiz said no. "),
    "roles": numbered("The minister, Ana @, said no. The minister said yes. "),
    "roles of nobody": of("The nurse said no. His nurse said yes. "),
    "bodies": numbered("The @ Company said no. The company said yes. It said no. "),
    "a report in paragraphs": of(f"{REPORT}\n\n"),
    "a report in one line": of(f"{LINE} "),
}
