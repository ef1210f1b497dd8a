"""What pages of the site take from the program itself.

A page says where by a marker on a line of its own: `<!-- commands -->`, `<!-- names -->`, `<!-- results -->`,
`<!-- figures GROUP -->`, `<!-- pictures [NAME] -->`, `<!-- pages NAME… -->`, `<!-- links NAME… -->`.
"""

import re
from collections.abc import Callable
from pathlib import Path

from made.commands import commands
from made.figures import table
from made.names import names, results

MARKER = re.compile(
    r"^<!-- (?P<what>commands|names|results|figures|pictures|pages|links)(?P<which>(?: [\w-]+)*) -->$", re.MULTILINE
)


def filled(page: str, docs: Path) -> str:
    """The page with every marker replaced; `docs` is the folder of the site's sources."""
    makers: dict[str, Callable[[str], str]] = {
        "commands": lambda _: commands(),
        "names": lambda _: names(),
        "results": lambda _: results(),
        "figures": lambda group: table(group, docs / "figures.json"),
        "pictures": lambda which: pictures(docs / "_static" / "shots", which),
        "pages": lambda names: "\n".join(there(docs, names)),
        "links": lambda names: "\n".join(f"- [](/{name}.md)" for name in there(docs, names)),
    }
    return MARKER.sub(lambda marker: makers[marker["what"]](marker["which"].strip()), page)


def there(docs: Path, names: str) -> list[str]:
    """Which of the pages there are."""
    return [name for name in names.split() if (docs / f"{name}.md").is_file()]


def pictures(folder: Path, which: str) -> str:
    """The pictures of pages that lie in `folder`, each under its name; with `which` that one; nothing without any."""
    files = sorted(folder.glob(f"{which or '*'}.png"))
    return "\n\n".join(
        f":::{{figure}} /_static/shots/{file.name}\n:alt: The page {named(file)}\n\nThe page {named(file)}\n:::"
        for file in files
    )


def named(file: Path) -> str:
    """What a picture shows, by its file's name."""
    return file.stem.replace("-", " ").replace("_", " ")
