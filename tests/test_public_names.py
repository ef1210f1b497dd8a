import inspect
import pkgutil
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import onrecord
from onrecord import errors, records


def test_the_public_names_are_sorted_and_there() -> None:
    assert list(onrecord.__all__) == sorted(onrecord.__all__)
    assert len(set(onrecord.__all__)) == len(onrecord.__all__)
    for name in onrecord.__all__:
        assert getattr(onrecord, name).__doc__, f"{name} has no docstring"


def test_every_record_type_and_error_is_public() -> None:
    rows = {name for name, kind in vars(records).items() if inspect.isclass(kind) and issubclass(kind, records.Row)}
    raised = {name for name, kind in vars(errors).items() if inspect.isclass(kind) and issubclass(kind, Exception)}
    assert rows - {"Row"} <= set(onrecord.__all__)
    assert raised <= set(onrecord.__all__)
    assert "Reading" in onrecord.__all__


def test_names_of_a_package_lead_somewhere() -> None:
    for package in ("gather", "ledger", "relate", "export"):
        module = import_module(f"onrecord.{package}")
        assert list(module.__all__) == sorted(module.__all__)
        assert all(hasattr(module, name) for name in module.__all__)


def test_every_module_can_be_imported_and_says_what_it_is() -> None:
    for found in pkgutil.walk_packages(onrecord.__path__, "onrecord."):
        if found.name.startswith("onrecord.spacy.") and find_spec("spacy") is None:
            continue
        module = import_module(found.name)
        written = Path(str(module.__file__)).read_text(encoding="utf-8").strip()
        assert module.__doc__ or not written, f"{found.name} has no docstring"


def test_the_package_holds_its_data() -> None:
    root = files("onrecord")
    model = ("read/model/encoder.onnx", "read/model/tokenizer.json")
    for path in ("py.typed", *model, "read/data/gazetteer.bin", "show/templates/page.html"):
        assert root.joinpath(path).is_file(), path
    assert [item.name for item in root.joinpath("ledger/migrations").iterdir() if item.name.endswith(".sql")]
    assert len([item for item in root.joinpath("demo/reports").iterdir() if item.name.endswith(".txt")]) == 6
