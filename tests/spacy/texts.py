"""An invented report and odd texts."""

PUBLISHED = "2031-03-05"
REPORT = (
    "The quay at Svolvær may reopen on Friday, harbour master Vera Holm said on Tuesday. "
    "“The piles are sound,” she added, “and the crane is back.”\n\n"
    "A spokesman for the Norden Ferry Company denied that 12 ships had touched the wall. "
    "Mayor Jon Lie said Holm had told him that the wall was dry."
)
OTHER = "Two barges will leave at noon, pilot Ragna Moe told reporters. “We wait for the tide,” she said."
ODD = {
    "nothing": "",
    "spaces alone": " \t \n\n  \u00a0 ",
    "spaces about": f" \n\t {OTHER} \r\n\n  ",
    "spaces within": OTHER.replace(" ", "  \t"),
    "lines": OTHER.replace(" ", "\r\n", 5),
    "zero width and emoji": "\u200b🙂👩‍👧 " + OTHER.replace("noon", "no\u00adon 🇳🇴"),
    "one word": "港" * 500,
    "marks": "“”\"'" * 100,
    "no spaces": OTHER.replace(" ", ""),
    "right to left": f"\u202e{OTHER}\u202c שלום",
}
