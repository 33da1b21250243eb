"""The due rules of the dialect. Working days are counted by the deadlines package; here only the grammar."""

import re

# case | case-Nwd | Nwd | Nd | Nm | Ny
_DUE_RULE = re.compile(r"case(-[1-9][0-9]{0,2}wd)?|[1-9][0-9]{0,3}(wd|d|m|y)")


def is_due_rule(text: str) -> bool:
    """Tell whether `text` is a due rule other than a FEEL expression."""
    return _DUE_RULE.fullmatch(text.strip()) is not None
