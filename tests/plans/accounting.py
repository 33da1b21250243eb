"""Check that no printed word of an annex is lost: each must turn up in a task or in a note on what is no task."""

from app.plans.reading import PlanDocument
from app.plans.reading.rows import SourceRow


def lost_words(plan: PlanDocument, first: int, last: int) -> list[tuple[int, str]]:
    """Return (row, word) for each word printed in rows `first` to `last` that the reading accounts for nowhere."""
    lost = []
    for row in plan.rows:
        if first <= row.number <= last and not row.is_blank:
            told = _told(plan, row)
            lost += [(row.number, word) for cell in row.folded for word in cell.split() if word not in told]
    return lost


def _told(plan: PlanDocument, row: SourceRow) -> set[str]:
    texts: list[str] = []
    for note in plan.not_tasks:
        if note.source[0] <= row.number <= note.source[1]:
            texts.append(note.text)
    for task in plan.tasks:
        if task.source[0] <= row.number <= task.source[1]:
            fields = (
                task.number,
                task.content,
                task.lead,
                task.coordinating,
                task.directing,
                task.time,
                task.result,
                task.funding,
            )
            texts += [text for text in (*fields, *task.group) if text]
    return {"|", *(word for text in texts for word in text.replace(";", " ; ").split()), *" ".join(texts).split()}
