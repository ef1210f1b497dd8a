"""One tool: its name, what it is asked with, what it answers, and the text that tells a model when to use it."""

import inspect
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar, get_type_hints

from mcp_types import CallToolResult, TextContent, ToolAnnotations
from mcp_types import Tool as Listed
from pydantic import ValidationError

from onrecord.errors import UsageError
from onrecord.serve.mcp.asking import Arguments
from onrecord.serve.mcp.rows import Answer
from onrecord.serve.mcp.story import Story
from onrecord.serve.snapshot import Superseded

ATTEMPTS = 3
"""How often an answer is made while the ledger is changed, before the host is told to ask again."""

Do = Callable[[Story, Any], Answer]
"""Answers a question; the second parameter's type is a subclass of `Arguments`, the result's one of `Answer`."""


@dataclass(frozen=True)
class Tool:
    """What a function does, as a tool: its docstring is the description, its annotations are the schemas.

    `title` is its name for people; `writes` whether it judges, `destroys` whether that takes something away.
    """

    do: Do
    title: str
    writes: bool = False
    destroys: bool = False

    @property
    def name(self) -> str:
        """The tool's name: the function's."""
        return self.do.__name__

    @cached_property
    def types(self) -> tuple[type[Arguments], type[Answer]]:
        """The types of the arguments and of the answer."""
        hints = get_type_hints(self.do, include_extras=True)
        return hints["asked"], hints["return"]

    @cached_property
    def listed(self) -> Listed:
        """The tool as hosts list it."""
        asked, answer = self.types
        return Listed(
            name=self.name,
            title=self.title,
            description=inspect.getdoc(self.do) or "",
            input_schema=lean(asked.model_json_schema()),
            output_schema=lean(answer.model_json_schema(mode="serialization")),
            annotations=ToolAnnotations(
                title=self.title,
                read_only_hint=not self.writes,
                destructive_hint=self.destroys,
                idempotent_hint=not self.writes,
                open_world_hint=False,
            ),
        )

    def call(self, story: Story, arguments: dict[str, Any]) -> CallToolResult:
        """The answer, as text and as data; onrecord's Error where there is none."""
        with story.explained():
            answer = self.answer(story, checked(self.types[0], self.name, arguments))
        data = answer.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=data)

    def answer(self, story: Story, asked: Arguments) -> Answer:
        """What is answered from one state of the ledger; begun anew where it is changed meanwhile."""
        for _ in range(0 if self.writes else ATTEMPTS - 1):
            with suppress(Superseded):
                return self.do(story, asked)
        return self.do(story, asked)


def lean(schema: Any, names: bool = False) -> Any:
    """A JSON schema without what tells nothing: titles, and that what may be left out may be null.

    `names` is whether the keys are names of properties or definitions.
    """
    if isinstance(schema, list):
        return [lean(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if names:
        return {name: lean(part) for name, part in schema.items()}
    kept = {name: lean(part, name in ("properties", "$defs")) for name, part in schema.items() if name != "title"}
    options = kept.get("anyOf", [])
    if NULL in options:
        del kept["anyOf"]
        kept.pop("default")
        others = [part for part in options if part != NULL]
        kept = {**(others[0] if len(others) == 1 else {"anyOf": others}), **kept}
    return kept


NULL = {"type": "null"}

Asked = TypeVar("Asked", bound=Arguments)


def checked(asked: type[Asked], by: str, arguments: dict[str, Any]) -> Asked:
    """The arguments for `by`; UsageError, with those that there are, for others and for wrong values."""
    try:
        return asked.model_validate(arguments)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, one['loc'])) or 'arguments'}: {said(one)}" for one in error.errors())
        allowed = ", ".join(asked.model_fields) or "none"
        raise UsageError(f"{by} was asked wrongly: {wrong}. Its arguments are: {allowed}") from error


def said(error: Any) -> str:
    """What is wrong with one argument, and what was found."""
    if error["type"] == "missing":
        return "is needed"
    if error["type"] == "extra_forbidden":
        return "there is no such argument"
    message = str(error["msg"]).removeprefix("Value error, ")
    return f"{message[:1].lower()}{message[1:]} (found: {str(error['input'])[:80]!r})"
