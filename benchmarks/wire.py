"""An invented wire service: short news reports by a seeded generator, half of their paragraphs copied from others."""

import random
from collections.abc import Iterator

from onrecord.records import Report


def words(text: str) -> list[str]:
    """The words of a text."""
    return text.split()


def phrases(text: str) -> list[str]:
    """What stands between upright strokes."""
    return text.split("|")


GIVEN = words(
    "Ida Vera Nils Aina Oskar Petra Jonas Marit Elin Tomas Sunniva Rolf Dagny Henrik Liv Arne Kari Leif Astrid Olav"
)
FAMILY = words(
    "Falk Holm Aas Lund Halvorsen Moe Brekke Strand Vik Dahl Sand Berge Haugen Lien Tveit Rud Solberg Eide Myhre "
    "Nygaard"
)
TOWN = words("Norrvik Sandhavn Brekkeby Lundmark Westerfjord Halmsund Tarnby Oskarsholm Veldhavn Grimsvik")
OFFICE = phrases(
    "harbour master|police chief|mayor|county engineer|union leader|hospital director|fire chief|election officer|"
    "school superintendent|ferry operator’s spokesperson|grid manager|coast guard commander"
)
BODY = phrases(
    "the port authority|the county council|the ministry of transport|the water board|the national grid operator|"
    "the dockers’ union|the fisheries directorate|the regional hospital|the election board|the road agency"
)
THING = phrases(
    "the north quay|the rail ferry|the new bridge|the grain terminal|the coastal road|the power line|the old dam|"
    "the fish market|the ballot count|the evacuation centre|the fuel depot|the winter timetable"
)
DONE = phrases(
    "will stay shut for a week|was damaged by the storm|is safe to use again|has run out of money|needs urgent repairs|"
    "will be handed to a private firm|was inspected twice last year|cannot take heavy lorries|lost power overnight|"
    "will open again before the holidays"
)
COUNTED = phrases("people|households|lorries|passengers|workers|containers|homes|patients|ballots|cattle")
DAY = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
SAYING = words("said told*reporters warned denied confirmed announced added argued estimated")
WHY = phrases(
    "because the pumps had failed|after two nights of heavy rain|although no money had been set aside|"
    "while the inquiry goes on|as the river kept rising|since the contract ran out in March|"
    "after a ship struck one of the piles|because the staff had gone without pay"
)
SENTENCES = (
    "“{thing} {done},” {office} {name} {said} on {day}.",
    "{name}, the {office} in {town}, {said} on {day} that {thing} {done} {why}.",
    "{body} {said} that about {number} {counted} in {town} were affected, up from {fewer} a day earlier.",
    "“We counted {number} {counted} and nobody was hurt,” {surname} {said}. “It is not known who will pay.”",
    "According to {body}, repairs of {thing} could cost {money} million euros and last until {month} {year}.",
    "{thing} {done}, {body} {said} in a statement on {day}, {why}.",
    "{surname} declined to say whether {thing} {done}.",
    "Some {number} {counted} were moved from {town} to {other} by bus on {day} evening.",
    "{body} denied that {thing} {done}, and {office} {name} asked for patience.",
    "It was unclear on {day} how many {counted} had left {other} {why}.",
    "The work at {thing} began in {month} and is expected to end by {month2}, {surname} {said}.",
)
MONTH = words("January February March April May June July August September October November December")
OUTLETS = 40


class Wire:
    """Reports without end, the same for the same seed.

    `copied` is the share of paragraphs that are another report's, one of the last `recent`; `paragraphs` how many a
    report has, from and to.
    """

    def __init__(
        self, seed: int = 7, copied: float = 0.5, recent: int = 4000, paragraphs: tuple[int, int] = (4, 10)
    ) -> None:
        self.random = random.Random(seed)
        self.copied = copied
        self.recent = recent
        self.size = paragraphs
        self.pool: list[str] = []
        self.count = self.repeated = self.paragraphs = 0

    def reports(self, many: int) -> Iterator[Report]:
        """So many reports."""
        for _ in range(many):
            yield self.report()

    def report(self) -> Report:
        """The next report."""
        draw = self.random
        self.count += 1
        day = self.count // 400
        published = f"{2031 + day // 336}-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}T{draw.randrange(24):02}:00:00Z"
        paragraphs = [self.paragraph() for _ in range(draw.randint(*self.size))]
        return Report(
            url=f"https://outlet{draw.randrange(OUTLETS)}.example/{self.count}",
            outlet=f"Outlet {draw.randrange(OUTLETS)}",
            title=self.sentence().rstrip(".")[:80],
            published=published,
            language="en",
            text="\n".join(paragraphs),
        )

    def paragraph(self) -> str:
        """A paragraph of one to three sentences: a new one, or one of the last thousands."""
        self.paragraphs += 1
        if self.pool and self.random.random() < self.copied:
            self.repeated += 1
            return self.random.choice(self.pool)
        made = " ".join(self.sentence() for _ in range(self.random.randint(1, 3)))
        if len(self.pool) < self.recent:
            self.pool.append(made)
        else:
            self.pool[self.random.randrange(self.recent)] = made
        return made

    def sentence(self) -> str:
        """An invented sentence."""
        draw = self.random
        surname = draw.choice(FAMILY) + draw.choice(("", "", "-" + draw.choice(FAMILY)))
        number = draw.randrange(20, 90_000)
        made = draw.choice(SENTENCES).format(
            thing=draw.choice(THING),
            done=draw.choice(DONE),
            why=draw.choice(WHY),
            office=draw.choice(OFFICE),
            name=f"{draw.choice(GIVEN)} {surname}",
            surname=surname,
            body=draw.choice(BODY),
            town=draw.choice(TOWN),
            other=draw.choice(TOWN),
            said=draw.choice(SAYING).replace("*", " "),
            day=draw.choice(DAY),
            number=f"{number:,}",
            fewer=f"{draw.randrange(10, number):,}",
            counted=draw.choice(COUNTED),
            money=f"{draw.randrange(10, 990) / 10:g}",
            month=draw.choice(MONTH),
            month2=draw.choice(MONTH),
            year=draw.randrange(2031, 2036),
        )
        first = 1 if made[0] == "“" else 0
        return made[:first] + made[first].upper() + made[first + 1 :]
