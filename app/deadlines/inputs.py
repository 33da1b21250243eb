"""What the commands are given: days and files, refused in one sentence of either language that says what to do."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click

IN_LANGUAGE = click.option(
    "--language", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Language of the sentences."
)
_LONGEST = 60  # letters of what was given that a sentence repeats


class BadInput(ValueError):
    """What was given cannot be used; one sentence in each language says what to do."""

    def __init__(self, vi: str, en: str) -> None:
        self.vi, self.en = (" ".join(sentence.split()) for sentence in (vi, en))  # one line, whatever was given
        super().__init__(self.en)


@contextmanager
def refusing(language: str) -> Iterator[None]:
    """Turn BadInput into its sentence on the error output and exit code 1."""
    try:
        yield
    except BadInput as bad:
        click.echo(bad.vi if language == "vi" else bad.en, err=True)
        raise SystemExit(1) from bad


def read_day(text: str, where: str) -> date:
    """Return the day written YYYY-MM-DD; `where` (an option, a field) is named when it is none. Raise BadInput."""
    try:
        if len(text) != len("YYYY-MM-DD"):
            raise ValueError(text)  # Python also takes 20261120 and week dates
        return date.fromisoformat(text)
    except ValueError:
        text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        raise BadInput(
            f"{where}: “{text}” không phải là một ngày; hãy viết năm-tháng-ngày, ví dụ 2026-11-30.",
            f"{where}: “{text}” is not a day; write year-month-day, for example 2026-11-30.",
        ) from None


def read_json(text: str, where: str) -> Any:
    """Return what the JSON `text` holds; `where` is named when it is not JSON. Raise BadInput."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise BadInput(
            f"{where} không phải là JSON; hãy xem các ví dụ trong docs/deadlines.md.",
            f"{where} is not JSON; see the examples in docs/deadlines.md.",
        ) from None


def read_text(file: Path, where: str) -> str:
    """Return the UTF-8 text of `file`; raise BadInput when it cannot be read."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise BadInput(
            f"{where}: không đọc được tệp {file}; hãy kiểm tra đường dẫn và lưu tệp ở dạng UTF-8.",
            f"{where}: the file {file} cannot be read; check its path and save it as UTF-8.",
        ) from None
