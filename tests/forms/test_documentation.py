"""What the documentation shows can be used as it stands."""

import re
from pathlib import Path

from app.forms import initial, read_form
from app.forms.components import _BUILDERS
from tests.forms.made import CASE

PAGE = (Path(__file__).parents[2] / "docs" / "forms.md").read_text(encoding="utf-8")


def test_the_example_is_accepted_and_filled():
    (example,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    shown = initial(read_form(example), data={}, context=CASE)
    assert [row["number"] for row in shown["tasks"]] == ["2.3", "2.4"]


def test_every_component_is_documented():
    assert [kind for kind in _BUILDERS if f"`{kind}`" not in PAGE] == []
