"""Write a document as PDF: tagged, in Vietnamese, with its faces embedded, so that it reads and copies everywhere."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import typst
from flask import current_app

from app.documents.paper import Paper, as_data, composed
from app.errors import DomainError

PDF = "application/pdf"
TEMPLATE = Path(__file__).with_name("paper.typ")
FACES = Path("web", "static", "build", "print")  # brought by the build of the browser assets
STYLES = ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")
# To be archived (ISO 19005-2, level A) and read aloud (ISO 14289-1): tagged, with every face embedded.
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]


class FacesMissing(DomainError):
    """The faces that documents are printed with have not been built; nothing else may stand in for them."""

    status = 503
    slug = "faces-missing"
    message = (
        "The PDF cannot be made: its typefaces are missing. Run `python -m app.web.build`; the .docx works meanwhile."
    )


def paper_pdf(paper: Paper) -> bytes:
    """Return the document as a PDF file. Raises FacesMissing."""
    data = json.dumps(_cleaned(_as_printed(paper)), ensure_ascii=False)
    content: bytes = typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=_faces(Path(current_app.root_path) / FACES),
        ignore_system_fonts=True,
        sys_inputs={"paper": data},
        pdf_standards=[*STANDARDS],
    )
    return content


def _as_printed(paper: Paper) -> dict[str, Any]:
    lines = {name: getattr(paper, name) for name in ("number_line", "place_and_day", "attached_to", "title")}
    return as_data(paper) | lines | {"day": None}  # the day stands in place_and_day


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return composed(value)
    if isinstance(value, dict):
        return {name: _cleaned(one) for name, one in value.items()}
    return [_cleaned(one) for one in value] if isinstance(value, list | tuple) else value


@lru_cache(maxsize=2)
def _faces(folder: Path) -> Any:
    """Return the faces read from `folder`, none other."""
    paths = [folder / f"Tinos_{style}.ttf" for style in STYLES]
    if not all(path.is_file() for path in paths):
        raise FacesMissing
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
