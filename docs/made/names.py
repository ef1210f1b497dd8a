"""The reference of the public names, made from the package: autodoc directives, a heading each group."""

import inspect
from collections.abc import Callable, Iterable
from types import ModuleType
from typing import Any

import onrecord
import onrecord.ledger
from onrecord.records import Reading, Row


def names() -> str:
    """All names of `onrecord.__all__`, by what they are."""
    return grouped(onrecord, {**GROUPS, "Other names": lambda _: True})


def results() -> str:
    """What the ledger's methods return and take: the names of `onrecord.ledger.__all__`, the ledger aside."""
    listed = (name for name in onrecord.ledger.__all__ if not hasattr(onrecord, name))
    return directives(onrecord.ledger, listed)


GROUPS: dict[str, Callable[[Any], bool]] = {
    "Functions": inspect.isfunction,
    "The ledger": lambda value: value is onrecord.ledger.Ledger,
    "One report read": lambda value: value is Reading,
    "The rows of the record": lambda value: inspect.isclass(value) and issubclass(value, Row),
    "Errors": lambda value: inspect.isclass(value) and issubclass(value, Exception),
}


def grouped(module: ModuleType, groups: dict[str, Callable[[Any], bool]]) -> str:
    """The names of a module under the heading of the first group that takes them; no heading without a name."""
    left = list(module.__all__)
    parts = []
    for heading, takes in groups.items():
        its = [name for name in left if takes(getattr(module, name))]
        left = [name for name in left if name not in its]
        if its:
            parts.append(f"## {heading}\n\n{directives(module, its)}")
    return "\n\n".join(parts)


def directives(module: ModuleType, listed: Iterable[str]) -> str:
    """One autodoc directive a name."""
    return "\n\n".join(directive(f"{module.__name__}.{name}", getattr(module, name)) for name in listed)


def directive(name: str, value: Any) -> str:
    """The autodoc directive for what bears a name."""
    if inspect.isfunction(value):
        lines = [f".. autofunction:: {name}"]
    elif inspect.isclass(value) and issubclass(value, Exception):
        lines = [f".. autoexception:: {name}", "   :show-inheritance:"]
    elif inspect.isclass(value):
        lines = [f".. autoclass:: {name}", "   :members:"]
    else:
        lines = [f".. autodata:: {name}"]
    return "```{eval-rst}\n" + "\n".join(lines) + "\n```"
