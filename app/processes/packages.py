"""Packages: what a process owner hands in — one diagram with its forms and its decisions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from app.errors import Invalid
from app.organisation.texts import N_

ENDINGS = (".bpmn", ".form", ".dmn")
_ONE_DIAGRAM = N_("Send exactly one .bpmn file, with the .form and .dmn files it names.")
_OTHER_FILES = N_("Only .bpmn, .form and .dmn files belong to a process. Remove the others.")


@dataclass(frozen=True)
class Package:
    """A diagram, its forms by key (the file's name without ending) and its DMN files by file name."""

    bpmn: bytes
    forms: Mapping[str, bytes] = field(default_factory=dict)
    decisions: Mapping[str, bytes] = field(default_factory=dict)


def packages(folder: Path) -> list[Package]:
    """Return the packages in the folders below `folder`, by name."""
    return [read_package(path) for path in sorted(folder.glob("*/*.bpmn"))]


def read_package(path: Path) -> Package:
    """Return the package of one `.bpmn` file: its neighbours in `forms/*.form` and `*.dmn` belong to it."""
    forms = {form.stem: form.read_bytes() for form in sorted((path.parent / "forms").glob("*.form"))}
    decisions = {file.name: file.read_bytes() for file in sorted(path.parent.glob("*.dmn"))}
    return Package(path.read_bytes(), forms, decisions)


def uploaded_package(files: Iterable[tuple[str, bytes]]) -> Package:
    """Sort uploaded files (name, content) into a package; raise Invalid unless there is exactly one diagram."""
    given = [(PurePath(name), content) for name, content in files]
    diagrams = [content for name, content in given if name.suffix == ".bpmn"]
    if len(diagrams) != 1:
        raise Invalid({"files": [_ONE_DIAGRAM]})
    if any(name.suffix not in ENDINGS for name, _ in given):
        raise Invalid({"files": [_OTHER_FILES]})
    return Package(
        diagrams[0],
        {name.stem: content for name, content in given if name.suffix == ".form"},
        {name.name: content for name, content in given if name.suffix == ".dmn"},
    )
