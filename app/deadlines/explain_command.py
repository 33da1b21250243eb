"""`flask deadline explain`: the dates of a printed time phrase, and how they were read."""

import json
import unicodedata

import click

from app.deadlines.bounds import FIRST_YEAR, LAST_YEAR
from app.deadlines.inputs import IN_LANGUAGE, BadInput, read_day, refusing
from app.deadlines.phrases.explaining import explain_phrase

LONGEST = 500  # letters; a cell of an annex is far shorter


# a phrase may begin with a hyphen: "- Năm 2025; - Năm 2030."
@click.command("explain", context_settings={"ignore_unknown_options": True})
@click.argument("phrase")
@click.option("--issued", metavar="YYYY-MM-DD", help="The day the document was issued; phrases are reckoned from it.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, and nothing else.")
@IN_LANGUAGE
def explain_command(phrase: str, issued: str | None, as_json: bool, language: str) -> None:
    """Explain a Vietnamese time phrase such as “trước ngày 30/11 hàng năm”. Needs no database.

    Exit 0: read, even where the phrase names no date. Exit 1: something given cannot be used; a sentence on stderr
    says what to do. Exit 2: wrong usage.
    """
    with refusing(language):
        _check(phrase)
        day = read_day(issued, "--issued") if issued is not None else None
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise BadInput(
                f"--issued: năm ban hành phải từ {FIRST_YEAR} đến {LAST_YEAR}; hãy kiểm tra lại ngày.",
                f"--issued: the year of issue must be from {FIRST_YEAR} to {LAST_YEAR}; check the day.",
            )
    found = explain_phrase(phrase, day)
    lines = found.lines(language)
    click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2) if as_json else "\n".join(lines))


def _check(phrase: str) -> None:
    """Refuse what is no phrase: nothing, a whole page, bytes that are no text."""
    if not phrase.strip():
        raise BadInput(
            "Chưa có cụm từ thời gian; hãy ghi trong dấu nháy, ví dụ “Quý III năm 2026”.",
            "There is no time phrase; write it in quotation marks, for example “Quý III năm 2026”.",
        )
    if len(phrase) > LONGEST:
        raise BadInput(
            f"Cụm từ dài quá {LONGEST} ký tự; hãy chỉ chép phần ghi thời gian.",
            f"The phrase is longer than {LONGEST} characters; copy only the part that names the time.",
        )
    if any(unicodedata.category(char) in ("Cs", "Cc") and not char.isspace() for char in phrase):
        raise BadInput(
            "Cụm từ có ký tự không phải chữ; hãy gõ lại bằng bảng mã Unicode (UTF-8).",
            "The phrase holds characters that are no text; type it again in Unicode (UTF-8).",
        )
