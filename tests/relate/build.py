"""Invented reports for the tests of relating."""

import random

from onrecord.records import Report

LEAD = (
    "VARNESS, Ostrelia - Engineers began draining the lower lock at Varness on Monday after a crack the length of a "
    "bus was found in its western wall, the canal board said."
)
WALL = (
    "Ilse Brandvik, who runs the lock, told residents that 340 people in Quay Street would have to sleep elsewhere "
    "until the wall had been shored up with 26 steel beams from Marholt."
)
QUOTE = (
    '"Nobody is going to drown in a cellar because we were shy of ringing doorbells," she told a meeting on Tuesday.'
)
HALL = (
    "The town of Varness opened two school halls and a gymnasium for the night, and the railway laid on 14 coaches to "
    "Marholt, where Deputy Mayor Oskar Tandel said beds were ready for 200."
)
COST = (
    "Repairs would cost at least 4.5 million crowns, according to Petra Lysen of the canal board, who declined to say "
    "whether the inspection of March 2029 had missed the crack or had never looked for it."
)
END = (
    "Barges bound for Karsund are to be sent by way of the Elder Cut, a detour of 61 kilometres, until Friday at least."
)
STORY = "\n\n".join((LEAD, WALL, QUOTE, HALL, COST, END))

OTHER = "\n\n".join((
    "Fishermen from Karsund met on Wednesday to choose a new warden of the oyster beds, the first since Edda Rohm "
    "retired in 2019 after 31 years.",
    "The vote went to Hauk Sivertsen, 44, by 118 to 97, with 6 papers spoilt, the harbour office at Karsund announced.",
    "Sivertsen wants to close the northern beds for two summers, a plan that Varness and Marholt have both opposed.",
    "He will be sworn in on Friday by Petra Lysen, and means to begin with a count of every basket in the estuary.",
))  # fmt: skip

REWRITTEN = "\n\n".join((
    "VARNESS, Ostrelia: Technicians in Varness commenced emptying a bottom sluice Monday once a fissure as long as a "
    "coach turned up within the west barrier, as stated by those in charge of waterways.",
    "Ilse Brandvik, the sluice chief, informed locals how 340 persons along Quay Street must spend nights someplace "
    "else till the barrier gets propped by twenty-six steel girders out of Marholt.",
    '"No one will perish inside a basement since we felt too timid for bells," Brandvik informed a gathering Tuesday.',
    "Two school rooms plus one sports facility got opened overnight by Varness town, while trains gave way to 14 buses "
    "toward Marholt; there, Vice Mayor Oskar Tandel stated, cots awaited 200.",
    "Fixing it shall require 4.5 million crowns or more, as per Petra Lysen from the waterway authority; she would not "
    "tell if a March 2029 check overlooked this fissure or failed to seek one.",
    "Vessels heading for Karsund will travel through the Elder Cut, 61 kilometres longer, up to Friday or beyond.",
))  # fmt: skip


def report(text: str = STORY, name: str = "a", *, outlet: str | None = None, published: str | None = None) -> Report:
    """A report at an address of its own, of an outlet of its own unless one is given."""
    return Report(url=f"https://{name}.example/", outlet=outlet or f"The {name}", published=published, text=text)


def at(hour: int) -> str:
    """An hour of one day."""
    return f"2031-05-06T{hour:02}:15:00Z"


def noise(size: int, seed: int) -> str:
    """A text of `size` words that are in no other text."""
    rng = random.Random(seed)
    words = ("".join(rng.choices("bdfgklmnprst", k=6)) for _ in range(size))
    return " ".join(word.capitalize() if rng.random() < 0.1 else word for word in words)
