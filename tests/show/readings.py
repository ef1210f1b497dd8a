"""Readings made by hand for the tests of the page."""

from onrecord.records import Entity, Figure, Place, Reading, Report, Spans, Statement, Time

TEXT = (
    "“The lock gate is sound,” Vera Holm, the harbour master, said on Monday. “It may leak a little.”\n"
    "\n"
    "Holm denied that Piet Aas had told her that 40 crates were lost. A fitter said nobody knew.\n"
    "\n"
    "The quay in Gdansk stays shut.\n"
)


def at(text: str, *words: str) -> Spans:
    """The spans of `words`, each at its first place."""
    return tuple((text.index(w), text.index(w) + len(w)) for w in words)


def harbour() -> Reading:
    """Five statements: one split and hedged, one within another, one of somebody unnamed, one of nobody named."""
    report = Report(
        title="Gate holds",
        outlet="Quay Post",
        byline="Nils Dahl",
        published="2031-02-04T08:30:00Z",
        url="https://quaypost.example/gate?a=1&b=2",
        language="en",
        text=TEXT,
    )
    holm = Entity(report=report.id, name="Vera Holm", kind="person", role="harbour master", country="PL")
    aas = Entity(report=report.id, name="Piet Aas", kind="person")
    first = Statement(
        report=report.id,
        content=at(TEXT, "“The lock gate is sound,”", "“It may leak a little.”"),
        source=at(TEXT, "Vera Holm, the harbour master,"),
        cue=at(TEXT, "said"),
        speaker=holm.id,
        speaker_kind="person",
        mode="direct",
        certainty="possible",
        hedge=at(TEXT, "may"),
        said_on="2031-02-03",
    )
    denial = Statement(
        report=report.id,
        content=at(TEXT, "Piet Aas had told her that 40 crates were lost"),
        source=at(TEXT, "Holm denied"[:4]),
        cue=at(TEXT, "denied"),
        speaker=holm.id,
        speaker_kind="person",
        act="deny",
        negated=True,
    )
    told = Statement(
        report=report.id,
        content=at(TEXT, "40 crates were lost"),
        source=at(TEXT, "Piet Aas"),
        cue=at(TEXT, "had told"),
        speaker=aas.id,
        speaker_kind="person",
        within=denial.id,
    )
    unnamed = Statement(
        report=report.id,
        content=at(TEXT, "nobody knew"),
        source=at(TEXT, "A fitter"),
        speaker_kind="role",
        certainty="unknown",
    )
    nobody = Statement(report=report.id, content=at(TEXT, "The quay in Gdansk stays shut"), act="expect")
    return Reading(
        report=report,
        entities=(holm, aas),
        statements=(first, denial, told, unnamed, nobody),
        figures=(Figure(report=report.id, span=at(TEXT, "40 crates")[0], value=40, unit="crates", of="crates"),),
        times=(Time(report=report.id, span=at(TEXT, "Monday")[0], type="DATE", value="2031-02-03"),),
        places=(
            Place(report=report.id, span=at(TEXT, "Gdansk")[0], name="Gdańsk", country="PL", lat=54.352, lon=18.646),
        ),
    )


HOSTILE = '</style><script>alert(1)</script><img src=x onerror=alert(1)>"\'--><b title="&lt;{{ 7*7 }}{% x %}\x1b\u202e'


def hostile() -> Reading:
    """Every field that a report fills holds markup, attribute breakers, a template's marks and control characters."""
    text = f"{HOSTILE}\ud800 said\x00\r\n{HOSTILE} 5 miles off </p></article>"
    report = Report(
        title=HOSTILE,
        outlet=HOSTILE,
        byline=HOSTILE,
        published=HOSTILE,
        url='javascript:alert(1)//"onclick="',
        language='en" onload="alert(1)',
        text=text,
    )
    who = Entity(report=report.id, name=HOSTILE, kind="person", role=HOSTILE, country='"><i>')
    one = Statement(
        report=report.id,
        content=((3, 40), (len(HOSTILE), len(text) - 4)),
        source=((5, 60),),
        cue=at(text, "said"),
        hedge=((0, 12),),
        speaker=who.id,
        speaker_kind="person",
        certainty="likely",
        said_on=HOSTILE,
    )
    two = Statement(report=report.id, content=((10, 30),), source=((0, len(HOSTILE)),), within=one.id)
    return Reading(
        report=report,
        entities=(who,),
        statements=(one, two),
        figures=(Figure(report=report.id, span=at(text, "5 miles")[0], value=5, unit=HOSTILE, of=HOSTILE, per='"'),),
        times=(Time(report=report.id, span=(1, 4), type="DATE", value=HOSTILE),),
        places=(Place(report=report.id, span=(20, 50), name=HOSTILE, country='">'),),
    )
