"""The library's errors in words for somebody who has tools, and no command line."""

import re

PHRASES = (
    (r"onrecord reports lists them all", "the tool reports lists them all"),
    (r"list (them|the judgements) with: onrecord fix --list", r"the tool judgements lists \1"),
    (r"see: onrecord fix --list", "see the tool judgements"),
    (r"undo it with: onrecord fix undo (\w+)", r"undo it with undo(judgement='\1')"),
    (r"instead: onrecord fix speaker", "instead, with the tool set_speaker"),
    (r"look up names with: onrecord said .*", "look up names with the tool entities"),
    (r"see: onrecord claims --json", "see the tool claims"),
    (r"listings show ids with --ids", "every row that a tool lists has its id"),
    (r"give a name, or --nobody", "give a name, or nobody=true"),
    (r"([,;] )((?:make one|bring it up to date|allow writing) with: )", r"\1the user can \2"),
)
"""What the library tells people to type, and what a model is told in its place."""


def told(message: str) -> str:
    """The message of an error as a tool gives it."""
    for typed, instead in PHRASES:
        message = re.sub(typed, instead, message, flags=re.DOTALL)
    return message
