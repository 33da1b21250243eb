"""What a column "Ghi chú" holds: where the money comes from, or mere remarks."""

import re
from typing import Final

from app.deadlines.phrases.letters import plain_letters
from app.plans.reading.columns import Columns, Role
from app.plans.reading.document import NotTask
from app.plans.reading.drafts import Draft

_MONEY: Final = re.compile(
    r"kinh phi|ngan sach|\bvon\b|chi tra|xa hoi hoa|dong gop|tai tro|\bns(?:tw|dp|nn)?\b|(?:trieu|ty) dong|su nghiep"
)


def settle_remarks(drafts: list[Draft], columns: Columns) -> list[NotTask]:
    """Move the remarks to the funding where most of them speak of money, else note each; change the drafts in place."""
    if not columns.has(Role.NOTE):
        return []
    remarks = [draft for draft in drafts if draft.fields.get(Role.NOTE)]
    about_money = [draft for draft in remarks if _MONEY.search(plain_letters(draft.fields[Role.NOTE]))]
    if columns.has(Role.FUNDING) or 2 * len(about_money) < len(remarks) or not about_money:
        return [_note(draft) for draft in remarks]
    for draft in drafts:
        draft.fields[Role.FUNDING] = draft.fields.pop(Role.NOTE, "")
        if draft in remarks and draft not in about_money:
            draft.review.append("note_not_funding")
    return []


def _note(draft: Draft) -> NotTask:
    draft.review.append("cell_not_read")
    return NotTask((draft.first, draft.last), draft.fields.pop(Role.NOTE), "note")
