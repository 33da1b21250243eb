"""Read a text extract: a tab separates cells, a leading space on a line marks the first line of a page."""

from typing import Final

from app.plans.reading.rows import SourceKind, SourceRow, UnreadablePlan
from app.plans.reading.text import strip_markup

_ENCODINGS: Final = ("utf-8-sig", "utf-16")
_CONTROL: Final = "\x00\x01\x02\x03\x04\x05\x06\x07\x08"


def read_text_extract(data: bytes) -> list[SourceRow]:
    """Return one row a line, blank lines included, so that numbers are those an editor shows."""
    lines = _decode(data).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    return [_row(number, line) for number, line in enumerate(lines, start=1)]


def _row(number: int, line: str) -> SourceRow:
    cells = _cells(line)
    opens_page = line[:1] == " " and bool(line.strip())
    table = 0 if len(cells) > 1 else None
    texts = tuple(map(strip_markup, cells))
    return SourceRow(SourceKind.TEXT, number, texts, table, place=f"dòng {number}", opens_page=opens_page)


def _cells(line: str) -> list[str]:
    """Cut a line at its tabs, or at the bars of a markdown table."""
    bare = line.strip()
    if "\t" not in line and bare.startswith("|") and bare.endswith("|") and bare.count("|") > 2:
        cells = bare[1:-1].split("|")
        return [""] if all(set(cell.strip()) <= set("-:") for cell in cells) else cells
    return line.split("\t")


def _decode(data: bytes) -> str:
    encodings = _ENCODINGS[1:] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else _ENCODINGS[:1]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(sign in text for sign in _CONTROL):
            return text
    raise UnreadablePlan(
        "Tệp chữ không dùng bảng mã Unicode (UTF-8). Mở tệp, chọn Lưu thành… mã UTF-8 rồi đọc lại.",
        "The text is not in Unicode (UTF-8). Open it and save it again as UTF-8.",
    )
