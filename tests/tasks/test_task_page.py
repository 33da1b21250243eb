"""The page of a task: fill it in, check it, send it; nothing typed is lost on the way."""

import pytest

from tests.support import processes

ENTRIES = {"subject": "Bộ quả cân chuẩn F1", "amount": "120,5"}


def test_the_form_is_sent_from_its_page_and_the_case_moves_on(started, visit, people, reading):
    page = visit(people.focal_point).page("tasks.show", task_id=started.task_id)
    assert page.h1 == "Viết đề nghị"
    sent = page.form(f"/tasks/{started.task_id}").submit(_send="", **ENTRIES)
    assert sent.path == "/tasks"
    assert "“Viết đề nghị”" in sent.text
    with reading():
        assert processes.open_task(started.case_id, "check")
