"""The real tasks, written into Word and Excel by this test, come back the same."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook

from app.plans.reading import PlanDocument, read_plan
from tests.plans.real_plans import NAMES, as_truth, expected, folder, truth
from tests.plans.writing import saved

FIELDS = {
    "quang-tri-2020": ("no_printed", "content_vi", "time_vi", "lead_vi", "coordinating_vi"),
    "can-tho-2021": ("no_printed", "content_vi", "result_vi", "lead_vi", "coordinating_vi"),
    "binh-dinh-2020": ("no_printed", "content_vi", "lead_vi", "coordinating_vi", "time_vi", "budget_vi"),
}
Rows = list[list[str]]


def tables(name: str) -> list[tuple[str | None, Rows]]:
    """Return the annex as (heading above, rows): one table, or one for each phase where time has no column."""
    plan = truth(name)
    header = [column.split(" (")[0] for column in plan["document"]["annex_columns"]]
    by_phase = name == "can-tho-2021"
    found: list[tuple[str | None, Rows]] = []
    printed: set[str] = set()
    for task in plan["tasks"]:
        path = task["group_path"]
        caption = f"{path[0]['no']}. {path[0]['heading']}" if by_phase else None
        if not found or found[-1][0] != caption:
            found.append((caption, [header]))
        rows = found[-1][1]
        for group in path[1:] if by_phase else path:
            if group["no"] not in printed:
                printed.add(group["no"])
                rows.append([group["no"].split(".")[-1], group["heading"]])
        number = (
            "" if task["no_printed"] == "3" and by_phase and task["content_vi"].startswith("-") else task["no_printed"]
        )
        rows.append([number, *(task[field] or "" for field in FIELDS[name][1:])])
    return found


def paragraphs(name: str) -> list[str]:
    lines = (folder() / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    end = next(at for at, line in enumerate(lines) if line.strip().lower().endswith("phụ lục"))
    return [line.strip() for line in lines[:end] if line.strip()]


def into_word(name: str) -> bytes:
    document = Document()
    for paragraph in paragraphs(name):
        document.add_paragraph(paragraph)
    for caption, rows in tables(name):
        if caption:
            document.add_paragraph(caption)
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=False):
                cell.text = text
    return saved(document)


def into_word_over_pages(name: str) -> bytes:
    """Return a document whose tables are cut after every third row, the header repeated on each page."""
    document = Document()
    for paragraph in paragraphs(name):
        document.add_paragraph(paragraph)
    for caption, (header, *rows) in tables(name):
        if caption:
            document.add_paragraph(caption)
        for at in range(0, len(rows), 3):
            table = document.add_table(rows=0, cols=len(header))
            for row in [header, *rows[at : at + 3]]:
                for cell, text in zip(table.add_row().cells, row, strict=False):
                    cell.text = text
            document.add_paragraph("")
    return saved(document)


def into_sheets(name: str) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    for paragraph in paragraphs(name):
        sheet.append([paragraph])
    for number, (caption, rows) in enumerate(tables(name)):
        sheet = workbook.create_sheet(f"Bảng {number + 1}") if number else sheet
        if caption:
            sheet.append([caption])
        for row in rows:
            sheet.append([text or None for text in row])
    return saved(workbook)


def comparable(task: dict[str, Any]) -> dict[str, Any]:
    """Leave out the number of the one row whose heading was fused with it in the extract."""
    return {field: value for field, value in task.items() if field != "no_printed"}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("write", "filename"),
    [(into_word, "plan.docx"), (into_word_over_pages, "plan.docx"), (into_sheets, "plan.xlsx")],
    ids=["word", "word-over-pages", "excel"],
)
def test_the_same_tasks_come_back(name: str, write: Callable[[str], bytes], filename: str) -> None:
    plan: PlanDocument = read_plan(BytesIO(write(name)).getvalue(), filename)

    assert [comparable(as_truth(task)) for task in plan.tasks] == [
        comparable(expected(task)) for task in truth(name)["tasks"]
    ]
    assert [task.number for task in plan.tasks if task.number] == [
        row[0] for _, rows in tables(name) for row in rows[1:] if len(row) > 2 and row[0]
    ]
