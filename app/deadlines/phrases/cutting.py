"""Cut a folded cell: citations masked, bullets and semicolons apart, then commas, brackets and "và"."""

import re
from dataclasses import dataclass
from typing import Final

CITATION: Final = "§"  # stands for each letter of a cited document's number and day, which are no dates of ours
# a word that only describes ("của Bộ Khoa học"): one that begins a time of its own must not be swallowed with it
FREE_WORD: Final = (
    r"(?:(?!quy [ivl|\d]{1,3}(?![a-z])|thang \d|hang (?:quy|thang)|truoc |cham nhat|den (?:het|nam|ngay)|giai doan"
    rf"|trong (?:quy|thang|nam)|cuoi (?:quy|thang|nam))[a-z{CITATION}-]+)"
)
_KINDS: Final = ("quyet dinh", "nghi quyet", "nghi dinh", "thong tu", "chi thi", "ke hoach", "cong van", "to trinh")
_DAY_CITED: Final = r",? ?\(?ngay \d{1,2}(?:[/.-]\d{1,2}[/.-]\d{4}| thang \d{1,2},? nam \d{4})\)?"
_CITED: Final = re.compile(
    r"(?<![\w/])(?:so )?\d+(?:(?:/\d{4})?[/-][a-z]{1,5}\d{0,2}[-/][a-z][\w/-]*|/\d{4}/[a-z]+\d*)"
    rf"(?:{_DAY_CITED}|,? ?\(?nam \d{{4}}\)?)?"
    rf"|(?:{'|'.join(f'(?<={kind} )' for kind in _KINDS)})(?:so )?\d+{_DAY_CITED}"
)
_BULLET: Final = re.compile(r"(?:^|(?<=[\s;.,:]))[-+•*] *(?=[a-z(])")
_CYCLE_HEAD: Final = re.compile(r"[a-z0-9 ]{0,20}nam(?:/| ?1 | mot | )lan ?[:(,]")
_SOFT_BREAK: Final = re.compile(
    r"(, ?(?:va )?| va | hoac |[()]| ?[&+] ?|: |\. (?:\d\. )?| - (?=[a-z])|/(?=dot xuat|khi |theo |hang ))"
)
_INNER_BREAK: Final = re.compile(  # after "hằng năm", and before a limit inside a sentence
    r" (?=(?:den|tu|giai doan|truoc|vao|trong|theo|cham nhat|muon nhat) )(?<= nam )"
    r"|(?<=\d) (?=theo )|(?<=hang quy) (?=nam 20)|(?<=hang thang) (?=nam 20)"
    r"| (?=(?:truoc (?:ngay|\d)|cham nhat|muon nhat|trong (?:quy|thang|nam \d)|de ))"
)
_OPENING: Final = re.compile(
    r"[a-h\d]\) ?|\d\. (?=[a-z])|"
    r"(?:(?:gui )?bao cao (?:dinh ky )?(?:thang|quy|0?[69] thang|nam)(?: dau nam)?|dinh ky) "
    r"(?=truoc|cham nhat|muon nhat|den|vao|ngay \d|\d\d?[/.-]\d)"
    r"|(?:(?:thoi (?:gian|han|diem)|han(?: chot| cuoi)?|tien do)(?: thuc hien| hoan thanh| bao cao)?"
    r"|(?:to chuc |trien khai )?thuc hien|(?:phai )?hoan thanh|trien khai|(?:gui )?bao cao|(?:so|tong) ket|du kien|xong"
    r"|ban hanh|trinh|duy tri|(?:lan|dot) \d|tu nay(?= (?:den|toi)))\b[ :]*(?=.)"
)
_CLOSING: Final = re.compile(r" (?:doi voi|cho)(?: cac)? bao cao [a-z0-9 ]+$")
_LABEL: Final = re.compile(r"(?:so|tong) ket|(?:lan|dot) \d")  # "(sơ kết)" says what a date is for
_EDGES: Final = " .,;:?!-+•*"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a segment; `added` says that "và" joins it to the one before."""

    text: str
    added: bool = False


def mask_citations(folded: str) -> str:
    """Return the text, letter for letter, with numbers and days of other documents made unreadable."""
    return _CITED.sub(lambda cited: CITATION * len(cited.group()), folded)


def segments(folded: str) -> list[str]:
    """Return the parts of a cell that know nothing of each other; "5 năm/lần: …; …" stays one, for its cycle's sake."""
    if _CYCLE_HEAD.match(folded):
        folded = folded.replace(";", ",")
    return [piece for part in folded.split(";") for piece in _cut_bullets(part)]


def pieces(segment: str) -> list[Piece]:
    """Return the parts of a segment that may be read one by one, beside each other."""
    texts, signs = _SOFT_BREAK.split(segment)[::2], ["", *_SOFT_BREAK.split(segment)[1::2]]
    found = []
    for text, sign in zip(texts, signs, strict=True):
        inner = [tidy(part) for part in _INNER_BREAK.split(tidy(text))]
        added = "va" in sign or "hoac" in sign
        found += [Piece(part, added and part is inner[0]) for part in inner if part and not _LABEL.fullmatch(part)]
    return found


def tidy(piece: str) -> str:
    """Return a piece without its edges and without words such as "thời gian thực hiện" around the time."""
    piece = _CLOSING.sub("", piece.strip(_EDGES))
    while opening := _OPENING.match(piece):
        piece = piece[opening.end() :]
    if piece.startswith("(") and piece.endswith(")"):
        piece = piece[1:-1]
    return piece.strip(" .,;:?!-")


def _cut_bullets(part: str) -> list[str]:
    """Cut "- Năm 2025 - Năm 2030" at its bullets, but leave the range "Năm 2024 - 2025" whole."""
    if not re.match(r" *[-+•*] ?\D", part):
        return [tidy(part)] if tidy(part) else []
    return [tidy(piece) for piece in _BULLET.split(part) if tidy(piece)]
