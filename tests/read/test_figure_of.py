"""What figures count or measure, in sentences with their parts of speech: the noun phrase, found across the clause."""

from dataclasses import replace

import pytest

from onrecord.read.document import Document, outline
from onrecord.read.figures import find_figures
from onrecord.records import Report, Statement, Time


def tagged(text: str, tags: str) -> Document:
    """The document of a text, its words tagged in their order; every mark is `PUNCT`."""
    document = outline(Report(text=text, published="2031-05-09T08:00:00Z"))
    assert len(tags.split()) == len(document.words), text
    return replace(document, tags=tuple(tags.split()))


OF = [
    ("Officials put the number of missing at 31.", "NNS VBD DT NN IN VBG IN CD PUNCT", ["missing"]),
    (
        "The regional board put the number of passengers who boarded at 164.",
        "DT JJ NN VBD DT NN IN NNS WP VBD IN CD PUNCT",
        ["passengers"],
    ),
    ("The toll rose to 12 on Friday.", "DT NN VBD IN CD IN NNP PUNCT", ["toll"]),
    ("The council raised the fine to $400.", "DT NN VBD DT NN IN PUNCT CD PUNCT", ["fine"]),
    ("Of the 40 samples, nine were clean.", "IN DT CD NNS PUNCT CD VBD JJ PUNCT", ["samples", "samples"]),
    ("The storm left 12 dead and 40 injured.", "DT NN VBD CD JJ CC CD VBN PUNCT", ["dead", "injured"]),
    ("The fare, 30 euros, is paid on board.", "DT NN PUNCT CD NNS PUNCT VBZ VBN IN NN PUNCT", ["fare"]),
    ("The new bridge cost 3 million euros.", "DT JJ NN VBD CD CD NNS PUNCT", ["cost of new bridge"]),
    ("Turnout was 68.4 percent.", "NN VBD CD CD CD NN PUNCT", ["Turnout"]),
    ("A third of the members stayed away.", "DT NN IN DT NNS VBD RB PUNCT", ["members"]),
    (
        "The price of bread rose by 12% to 340 dinars.",
        "DT NN IN NN VBD IN CD NN IN CD NNS PUNCT",
        ["price of bread", "price of bread"],
    ),
    ("She led by 46 to 42 percent.", "PRP VBD IN CD IN CD NN PUNCT", [None, None]),
    ("The tax fell from 14 percent to 4 percent.", "DT NN VBD IN CD NN IN CD NN PUNCT", ["tax", "tax"]),
    (
        "The mayor cut the levy on trucks from 90 to 60 crowns.",
        "DT NN VBD DT NN IN NNS IN CD IN CD NNS PUNCT",
        ["levy on trucks", "levy on trucks"],
    ),
    (
        "The ministry estimates the damage at 15 million to 20 million euros.",
        "DT NN VBZ DT NN IN CD CD IN CD CD NNS PUNCT",
        ["damage"],
    ),
    ("A quota of 900 tonnes was set.", "DT NN IN CD NNS VBD VBN PUNCT", ["quota"]),
    (
        "The lake, which holds six million cubic metres, is full.",
        "DT NN PUNCT WDT VBZ CD CD JJ NNS PUNCT VBZ JJ PUNCT",
        ["lake"],
    ),
    (
        "The lake, the engineer said, holds six million cubic metres.",
        "DT NN PUNCT DT NN VBD PUNCT VBZ CD CD JJ NNS PUNCT",
        ["lake"],
    ),
    ("The tank, holding 400 litres, burst.", "DT NN PUNCT VBG CD NNS PUNCT VBD PUNCT", ["tank"]),
    ("The crack found at Varnes was 11 mm long.", "DT NN VBN IN NNP VBD CD NN RB PUNCT", ["length of crack"]),
    ("The crack that inspectors saw in May measured 17 mm.", "DT NN WDT NNS VBD IN NNP VBD CD NN PUNCT", ["crack"]),
    (
        "The repairs which were put off would have cost 900,000 euros.",
        "DT NNS WDT VBD VBN RP MD VB VB CD CD CD NNS PUNCT",
        ["cost of repairs"],
    ),
    ("Turnout, announced as 68 percent, was too low.", "NN PUNCT VBD IN CD NN PUNCT VBD RB JJ PUNCT", ["Turnout"]),
    (
        "Trade between the two islands came to $9 billion last year.",
        "NN IN DT CD NNS VBD IN PUNCT CD CD JJ NN PUNCT",
        ["islands", "Trade between the two islands"],
    ),
    (
        "Deposits at the savings bank had reached 480 million rand.",
        "NNS IN DT NNS NN VBD VBN CD CD NN PUNCT",
        ["Deposits at the savings bank"],
    ),
    ("Wages at the mill averaged 800 dollars a month.", "NNS IN DT NN VBD CD NNS DT NN PUNCT", ["Wages at the mill"]),
    (
        "The margin of error is plus or minus 4 percentage points.",
        "DT NN IN NN VBZ NN CC NN CD NN NNS PUNCT",
        ["margin of error"],
    ),
    ("The firm lost $40 million.", "DT NN VBD PUNCT CD CD PUNCT", ["loss"]),
    ("The robbers had demanded $400 for each truck.", "DT NNS VBD VBN PUNCT CD IN DT NN PUNCT", ["money demanded"]),
    (
        "Savers withdrew 910 million pesos ($52 million).",
        "NNS VBD CD CD NN PUNCT PUNCT CD CD PUNCT PUNCT",
        ["money withdrawn", "money withdrawn"],
    ),
    (
        "The charity raised 90,000 euros for the school.",
        "DT NN VBD CD CD CD NNS IN DT NN PUNCT",
        ["money raised for school"],
    ),
    ("The widow received $50,000.", "DT NN VBD PUNCT CD CD CD PUNCT", ["money received"]),
    ("The ship weighs 900 tonnes.", "DT NN VBZ CD NNS PUNCT", ["weight of ship"]),
    ("The stake is worth six per cent.", "DT NN VBZ JJ CD IN NN PUNCT", ["worth of stake"]),
    ("They bought $5 million worth of grain.", "PRP VBD PUNCT CD CD NN IN NN PUNCT", ["grain"]),
    ("The court upheld a $900 fine.", "DT NN VBD DT PUNCT CD NN PUNCT", ["fine"]),
    ("The company imposed a 15 percent surcharge.", "DT NN VBD DT CD NN NN PUNCT", ["surcharge"]),
    ("The toll road is 58 kilometres long.", "DT NN NN VBZ CD NNS JJ PUNCT", ["length of toll road"]),
    ("The reef lies two kilometres off Varnes.", "DT NN VBZ CD NNS IN NNP PUNCT", ["distance off Varnes"]),
    ("The truck slowed to 30 km/h.", "DT NN VBD IN CD NNS SYM NN PUNCT", ["speed of truck"]),
    ("The blast killed 12 people.", "DT NN VBD CD NNS PUNCT", ["people killed"]),
    (
        "Floods have displaced 900 families, killing 12.",
        "NNS VBP VBN CD NNS PUNCT VBG CD PUNCT",
        ["families displaced", "people killed"],
    ),
    ("At least 14 students were arrested.", "RB JJS CD NNS VBD VBN PUNCT", ["students arrested"]),
    ("Seven sailors are still missing.", "CD NNS VBP RB VBG PUNCT", ["sailors missing"]),
    ("Nine hikers remain trapped in the hut.", "CD NNS VBP VBN IN DT NN PUNCT", ["hikers trapped"]),
    (
        "The fire destroyed 40 homes and damaged 60.",
        "DT NN VBD CD NNS CC VBD CD PUNCT",
        ["homes destroyed", "homes damaged"],
    ),
    ("Six of the crew died.", "CD IN DT NN VBD PUNCT", ["crew dead"]),
    ("Four members of the crew drowned.", "CD NNS IN DT NN VBD PUNCT", ["members of crew drowned"]),
    ("There were 83 people on board.", "EX VBD CD NNS IN NN PUNCT", ["people on board"]),
    ("Nineteen patients in hospital were moved.", "CD NNS IN NN VBD VBN PUNCT", ["patients in hospital"]),
    ("He has 37,000 tonnes of rye.", "PRP VBZ CD CD CD NNS IN NN PUNCT", ["rye"]),
    ("The loader dropped a box of 40 bolts.", "DT NN VBD DT NN IN CD NNS PUNCT", ["bolts"]),
    ("One old coin was found.", "CD JJ NN VBD VBN PUNCT", ["old coins"]),
    ("One child was hurt.", "CD NN VBD VBN PUNCT", ["children injured"]),
    ("The barge sank with 17 goods wagons.", "DT NN VBD IN CD NNS NNS PUNCT", ["goods wagons"]),
    ("The plan covers 85 percent of households.", "DT NN VBZ CD NN IN NNS PUNCT", ["households"]),
    ("More than half of the grain rotted.", "JJR IN NN IN DT NN VBN PUNCT", ["grain"]),
    ("Two-thirds of them refused.", "CD PUNCT NNS IN PRP VBD PUNCT", [None]),
    ("Nearly eight in ten voters agreed.", "RB CD IN CD NNS VBD PUNCT", ["voters"]),
    ("Police counted 300 marchers, not 500.", "NNS VBD CD NNS PUNCT RB CD PUNCT", ["marchers", "marchers"]),
    ("The union put the crowd at 500 rather than 300.", "DT NN VBD DT NN IN CD RB IN CD PUNCT", ["crowd", "crowd"]),
    (
        "The harvest was 2,340 tonnes, down from the 2,710 tonnes first announced.",
        "DT NN VBD CD CD CD NNS PUNCT RB IN DT CD CD CD NNS RB VBN PUNCT",
        ["harvest", "harvest"],
    ),
    (
        "The bill came to 57,000 euros, against the 46,000 euros forecast.",
        "DT NN VBD IN CD CD CD NNS PUNCT IN DT CD CD CD NNS NN PUNCT",
        ["bill", "bill"],
    ),
    ("The grant is for $75m, not $82m.", "DT NN VBZ IN PUNCT JJ PUNCT RB PUNCT CD PUNCT", ["grant", "grant"]),
    ("The mine had 58 trucks then, 56 now.", "DT NN VBD CD NNS RB PUNCT CD RB PUNCT", ["trucks", "trucks"]),
    ("About 70 litres had escaped.", "RB CD NNS VBD VBN PUNCT", ["amount escaped"]),
    ("Some $5 million was stolen.", "DT PUNCT CD CD VBD VBN PUNCT", ["money stolen"]),
    ("The mail from abroad had come to 7,046.", "DT NN IN RB VBD VBN IN CD CD CD PUNCT", ["mail"]),
    ("The losses so far stand at $25 million.", "DT NNS RB RB VBP IN PUNCT CD CD PUNCT", ["losses"]),
    (
        "The bank has 52 branches, of which 38 were shut.",
        "DT NN VBZ CD NNS PUNCT IN WDT CD VBD VBN PUNCT",
        ["branches", "branches closed"],
    ),
    (
        "Fares were set at two euros and the cap at forty.",
        "NNS VBD VBN IN CD NNS CC DT NN IN CD PUNCT",
        ["Fares", "cap"],
    ),
    ("The vaccine is 94 percent effective.", "DT NN VBZ CD NN JJ PUNCT", ["vaccine"]),
    ("The island has 500 inhabitants.", "DT NN VBZ CD NNS PUNCT", ["inhabitants"]),
    ("The committee put forward 17 amendments.", "DT NN VBD RB CD NNS PUNCT", ["amendments"]),
    ("The strike held up cargo of 510 million dollars.", "DT NN VBD RP NN IN CD CD NNS PUNCT", ["cargo"]),
    ("The firm spent 12 million dollars on ads.", "DT NN VBD CD CD NNS IN NNS PUNCT", ["spending on ads"]),
    ("The law limits rents to 900 euros.", "DT NN VBZ NNS IN CD NNS PUNCT", ["rents"]),
    (
        "The agency lowered its growth forecast to 1.8 percent.",
        "DT NN VBD PRP$ NN NN IN CD CD CD NN PUNCT",
        ["growth forecast"],
    ),
    ("The province's output fell 7 percent in May.", "DT NN POS POS NN VBD CD NN IN NNP PUNCT", ["province's output"]),
    ("Interest on the bond is 8 per cent a year.", "NN IN DT NN VBZ CD IN NN DT NN PUNCT", ["Interest on the bond"]),
    (
        "Exports of copper to Chile grew to 40,000 tons.",
        "NNS IN NN IN NNP VBD IN CD CD CD NNS PUNCT",
        ["Exports of copper to Chile"],
    ),
    ("The lead had shrunk to 4,100 tons.", "DT NN VBD VBN IN CD CD CD NNS PUNCT", ["lead"]),
    ("The mayor said the bill would reach 9 million francs.", "DT NN VBD DT NN MD VB CD CD NNS PUNCT", ["bill"]),
    ("The bill, she said, would reach 9 million francs.", "DT NN PUNCT PRP VBD PUNCT MD VB CD CD NNS PUNCT", ["bill"]),
    ("The engineers expect the level to drop by 40 centimetres.", "DT NNS VBP DT NN TO VB IN CD NNS PUNCT", ["level"]),
    ("A drop of 40 centimetres is likely.", "DT NN IN CD NNS VBZ JJ PUNCT", ["drop"]),
    ("The 61-page memo leaked.", "DT CD PUNCT NN NN VBD PUNCT", ["pages"]),
    ("Her salary is 90,000 dollars a year.", "PRP$ NN VBZ CD CD CD NNS DT NN PUNCT", ["salary"]),
    ("The bus, carrying 40 pilgrims, overturned.", "DT NN PUNCT VBG CD NNS PUNCT VBD PUNCT", ["pilgrims"]),
    ("The recipe calls for 500 grams of butter.", "DT NN VBZ IN CD NNS IN NN PUNCT", ["butter"]),
    (
        "A train of 31 wagons carrying 2,450 tonnes of coal was stopped.",
        "DT NN IN CD NNS VBG CD CD CD NNS IN NN VBD VBN PUNCT",
        ["wagons", "coal"],
    ),
    ("The dam is 58 metres tall.", "DT NN VBZ CD NNS JJ PUNCT", ["height of dam"]),
    ("The pipe leaked for three hours.", "DT NN VBD IN CD NNS PUNCT", ["hours"]),
    ("Nobody knows why 17 goats died.", "NN VBZ WRB CD NNS VBD PUNCT", ["goats dead"]),
    ("Rents climbed from 600 euros to 750 euros.", "NNS VBD IN CD NNS IN CD NNS PUNCT", ["Rents", "Rents"]),
    ("The tower's height is 300 metres.", "DT NN POS POS NN VBZ CD NNS PUNCT", ["tower's height"]),
    ("The number of jobs lost is put at 9,000.", "DT NN IN NNS VBN VBZ VBN IN CD CD CD PUNCT", ["jobs"]),
    ("Unemployment fell below 6 percent.", "NN VBD IN CD NN PUNCT", ["Unemployment"]),
    ("Shares in the brewery closed at 12 euros.", "NNS IN DT NN VBD IN CD NNS PUNCT", ["Shares in the brewery"]),
    ("Their debts exceed two billion pesos.", "PRP$ NNS VBP CD CD NNS PUNCT", ["debts"]),
    ("The gale reached 28 metres a second.", "DT NN VBD CD NNS DT NN PUNCT", ["speed of gale"]),
    ("The vaccine costs 9 euros a dose.", "DT NN VBZ CD NNS DT NN PUNCT", ["cost of vaccine"]),
    (
        "The town pledged 50,000 euros for repairs.",
        "DT NN VBD CD CD CD NNS IN NNS PUNCT",
        ["money pledged for repairs"],
    ),
]


@pytest.mark.parametrize(("text", "tags", "of"), OF, ids=[row[0] for row in OF])
def test_what_is_counted_or_measured(text: str, tags: str, of: list[str | None]) -> None:
    assert [figure.of for figure in find_figures(tagged(text, tags))] == of


@pytest.mark.parametrize(
    ("text", "tags", "units"),
    [
        ("The number of missing rose to 12.", "DT NN IN VBG VBD TO CD PUNCT", [None]),
        ("The toll rose to 12.", "DT NN VBD TO CD PUNCT", ["people"]),
        ("One old coin was found.", "CD JJ NN VBD VBN PUNCT", ["coins"]),
        (
            "It lost one man, one city and one box.",
            "PRP VBD CD NN PUNCT CD NN CC CD NN PUNCT",
            ["people", "cities", "boxes"],
        ),
        ("Two men met.", "CD NNS VBD PUNCT", ["people"]),
        ("The speed fell from 14 knots to five.", "DT NN VBD IN CD NNS TO CD PUNCT", ["knots", "knots"]),
        ("The rate rose from 14 to 40 percent.", "DT NN VBD IN CD TO CD NN PUNCT", ["%", "%"]),
        ("The board counted 95 votes instead of 71.", "DT NN VBD CD NNS RB IN CD PUNCT", ["votes", "votes"]),
    ],
)
def test_the_unit_of_a_count(text: str, tags: str, units: list[str | None]) -> None:
    assert [figure.unit for figure in find_figures(tagged(text, tags))] == units


@pytest.mark.parametrize(
    ("text", "tags", "values", "per"),
    [
        (
            "Between 150 and 200 faults are reported every year.",
            "IN CD CC CD NNS VBP VBN DT NN PUNCT",
            [None],
            ["year"],
        ),
        (
            "It costs 700 reais ($120) a day.",
            "PRP VBZ CD NNS PUNCT PUNCT CD PUNCT DT NN PUNCT",
            [700, 120],
            ["day", "day"],
        ),
        ("Rents rose from 2 to 3 million euros.", "NNS VBD IN CD TO CD CD NNS PUNCT", [2e6, 3e6], [None, None]),
        ("The flow peaked at 48 cubic metres a second.", "DT NN VBD IN CD JJ NNS DT NN PUNCT", [48], ["second"]),
    ],
)
def test_values_and_rates(text: str, tags: str, values: list[float | None], per: list[str | None]) -> None:
    found = find_figures(tagged(text, tags))
    assert [figure.value for figure in found] == values
    assert [figure.per for figure in found] == per


DATED = [
    ("As of Friday 40 boats were missing.", "2031-05-02"),
    ("On Friday, 40 boats sank.", "2031-05-02"),
    ("The lake was 83 percent full on Friday.", "2031-05-02"),
    ("A count on Friday put the load at 900 tonnes.", "2031-05-02"),
    ("The lake held 12 boats, and on Friday it froze.", None),
    ("Police said 40 boats sank because the wind turned on Friday.", None),
    ("It won 17 of the 27 seats on Friday.", "2031-05-02"),
    ("The village, two kilometres off Varnes, burned on Friday.", None),
    ("It sold 40 boats before Friday.", None),
    ("Nine trucks will cross by next Friday.", None),
]


@pytest.mark.parametrize(("text", "day"), DATED)
def test_the_date_that_a_figure_holds_for(text: str, day: str | None) -> None:
    start = text.index("Friday")
    value = "2031-05-16" if "next" in text else "2031-05-02"
    friday = Time(report="r", span=(start, start + 6), type="DATE", value=value)
    document = outline(Report(text=text, published="2031-05-09T08:00:00Z"))
    assert find_figures(document, [friday])[0].as_of == day


def test_a_date_outside_the_statement_does_not_date_its_figure() -> None:
    text = "Lin said on Friday 40 boats sank."
    friday = Time(report="r", span=(12, 18), type="DATE", value="2031-05-02")
    statement = Statement(report="r", content=((19, 32),))
    document = outline(Report(text=text))
    assert [figure.as_of for figure in find_figures(document, [friday], [statement])] == [None]
    assert [figure.as_of for figure in find_figures(document, [friday])] == ["2031-05-02"]


def test_a_whole_is_not_dated() -> None:
    text = "It won 17 of the 27 seats on Friday."
    friday = Time(report="r", span=(29, 35), type="DATE", value="2031-05-02")
    found = find_figures(outline(Report(text=text)), [friday])
    assert [(figure.value, figure.as_of) for figure in found] == [(17, "2031-05-02"), (27, None)]
