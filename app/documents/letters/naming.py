"""What the files of letters are called: without spaces and diacritics, so that every system keeps the name."""

from app.documents.letters.models import Letter, LetterKind
from app.vietnamese import search_key

STEMS = {LetterKind.chase: "cong-van-don-doc", LetterKind.report: "bao-cao-don-doc"}
LONGEST = 60


def file_name(letter: Letter, extension: str) -> str:
    """Return the name of one letter's file: cong-van-don-doc-12-so-cong-thuong.pdf."""
    words = "-".join("".join(c if c.isalnum() else " " for c in search_key(letter.to)).split())[:LONGEST].strip("-")
    return f"{STEMS[letter.kind]}-{letter.id}-{words}.{extension}"
