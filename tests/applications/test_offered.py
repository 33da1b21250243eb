"""What can be applied for in the product: each kind's form says whom to write to, and takes no files."""

from pathlib import Path

import pytest

import app.programmes.public
import app.support.public  # noqa: F401 (they register themselves)
from app.applications.kinds import all_kinds
from app.forms import read_form
from app.forms.expressions import every_part
from app.forms.fields import Field, FilePicker

WORKFLOWS = Path(__file__).resolve().parents[2] / "workflows"
KINDS = [kind for kind in all_kinds() if not kind.key.startswith("test-")]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_kind_asks_for_what_every_application_needs(kind):
    form = read_form((WORKFLOWS / kind.process / "forms" / f"{kind.form}.form").read_bytes())
    fields = {part.key: part for part in every_part(form.fields) if isinstance(part, Field)}
    needed = (kind.names.organisation, kind.names.contact_name, kind.names.contact_email)
    assert [name for name in needed if name not in fields or not fields[name].required] == []
    assert [field.key for field in fields.values() if isinstance(field, FilePicker)] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_kind_says_who_keeps_the_data_and_how_long(kind):
    assert "Sở Khoa học và Công nghệ" in kind.notice
    assert "năm" in kind.notice


def test_laboratories_and_enterprises_can_apply():
    assert len(KINDS) >= 2
