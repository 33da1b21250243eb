"""Recognise a state-secret stamp, in a file's name or printed in a Word document.

Law on the Protection of State Secrets 29/2018/QH14, article 8: three degrees, stamped TUYỆT MẬT, TỐI MẬT and
MẬT. Secrets may not be kept in this system at all, so a stamp is enough to refuse. The absence of one proves
nothing: whoever uploads still confirms it.
"""

import re
import unicodedata
import zipfile
from io import BytesIO
from typing import Final

_DEGREES: Final = {"top": "TUYỆT MẬT", "high": "TỐI MẬT", "plain": "MẬT"}
# "BẢO MẬT", "MẬT KHẨU", "MẬT ĐỘ", "MẬT ONG", "MẬT MÃ" are ordinary words when a whole name is in capitals.
_STAMP_IN_NAME: Final = re.compile(
    r"(?P<top>\b(?i:tuyệt mật)\b|\bTUYET MAT\b)"
    r"|(?P<high>\b(?i:tối mật)\b|\bTOI MAT\b)"
    r"|(?P<plain>[(\[](?:(?i:mật)|MAT)[)\]]|(?<!BẢO )(?<!BÍ )\bMẬT\b(?! (?:KHẨU|ĐỘ|ONG|MÃ)\b))"
)
_PARAGRAPH_BOUNDARY: Final = re.compile(rb"<w:p(?: [^>]*)?>|</w:p>")
_TAG: Final = re.compile(rb"<[^>]*>")
_STAMPED_PARTS: Final = re.compile(r"word/(?:document|header\d*)\.xml")
_FIRST_PAGES: Final = 1024 * 1024  # bytes of a part in which to look for a stamp


def stamp_in_name(name: str) -> str | None:
    """Give the degree of secrecy a file name is marked with: TUYỆT MẬT, TỐI MẬT, MẬT or None."""
    words = " ".join(re.sub(r"[_\-.]+", " ", unicodedata.normalize("NFC", name)).split())
    found = _STAMP_IN_NAME.search(words)
    return _DEGREES[str(found.lastgroup)] if found else None


def stamp_in_word(data: bytes) -> str | None:
    """Give the stamp that stands alone in a paragraph, text box or header of a checked .docx, if any."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for part in filter(_STAMPED_PARTS.fullmatch, archive.namelist()):
            with archive.open(part) as content:
                beginning = content.read(_FIRST_PAGES)
            for paragraph in _PARAGRAPH_BOUNDARY.split(beginning):
                text = " ".join(_TAG.sub(b"", paragraph).decode(errors="ignore").split()).upper()
                if (stamp := unicodedata.normalize("NFC", text)) in _DEGREES.values():
                    return stamp
    return None
