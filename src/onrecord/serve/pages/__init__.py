"""The pages, one module each; every module offers `PAGES`, and `ACTIONS` where forms are sent to it."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from onrecord.serve.page import Action, Page


@cache
def pages() -> tuple[Page, ...]:
    """The pages of all modules."""
    return tuple(page for module in modules() for page in getattr(import_module(module), "PAGES", ()))


@cache
def actions() -> tuple[Action, ...]:
    """The forms' addresses of all modules."""
    return tuple(action for module in modules() for action in getattr(import_module(module), "ACTIONS", ()))


def modules() -> list[str]:
    """The names of the modules of this package."""
    return sorted(f"{__name__}.{module.name}" for module in iter_modules(__path__))
