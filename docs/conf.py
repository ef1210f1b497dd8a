"""The documentation site: `sphinx-build -W docs build/docs`. It asks no other host for anything."""

import sys
from importlib.metadata import version as installed
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent))

from made import filled

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "onrecord"
author = "the onrecord authors"
version = release = installed("onrecord")
html_title = f"onrecord {release}"

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["made", "_static"]
default_role = "literal"  # docstrings set names in single backticks

smartquotes_action = "qe"  # no dashes: they are part of options

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 80
add_module_names = False

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
html_show_sphinx = False


def fill(app: "Sphinx", page: str, source: list[str]) -> None:
    """Put what is made from the program and its figures in the place of the markers of a page."""
    source[0] = filled(source[0], Path(app.srcdir))


def leave_out(app: "Sphinx", what: str, name: str, *_: object) -> tuple[str, str] | None:
    """No signature for classes whose objects come from elsewhere than their constructor."""
    return ("", "") if what == "class" and name in ("onrecord.Ledger", "onrecord.ledger.Judge") else None


def setup(app: "Sphinx") -> None:
    """Fill each page as it is read."""
    app.connect("source-read", fill)
    app.connect("autodoc-process-signature", leave_out)
