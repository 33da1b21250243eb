"""Pack letters into one file, each as .docx and as PDF; a hundred take some seconds and some megabytes."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from app.documents.letters.models import Letter
from app.documents.letters.naming import file_name
from app.documents.letters.queries import printed
from app.documents.paper_docx import paper_docx
from app.documents.paper_pdf import paper_pdf

PART = 100  # letters in one file
ZIP = "application/zip"


def pack(letters: Iterable[Letter], *, shows_people: bool) -> bytes:
    """Return the letters in one ZIP file; both kinds of file are compressed already. Raises FacesMissing."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for letter in letters:
            paper = printed(letter, shows_people=shows_people)
            archive.writestr(file_name(letter, "docx"), paper_docx(paper))
            archive.writestr(file_name(letter, "pdf"), paper_pdf(paper))
    return file.getvalue()
