"""What a browser posts becomes nested data, and row buttons work without scripts."""

import io

import pytest
from werkzeug.datastructures import FileStorage, MultiDict

from app.forms import UploadRefused, edit_rows, remove_file, submitted, take_uploads
from tests.forms.made import choice, field, form, group, report, rows

NO_FILES: MultiDict = MultiDict()


def upload(name: str) -> FileStorage:
    return FileStorage(io.BytesIO(b"%PDF"), filename=name)


def posted(checked, *pairs, files=NO_FILES):
    return submitted(checked, MultiDict(pairs), files)


def test_names_are_paths():
    checked = form(field("textfield"), group(field("number", "n"), path="nhom"), rows(field("textfield", "ten")))
    assert posted(checked, ("muc", "a"), ("nhom.n", "1,5"), ("rows[0].ten", "x"), ("rows[1].ten", "y")) == {
        "muc": "a",
        "nhom": {"n": "1,5"},
        "rows": [{"ten": "x"}, {"ten": "y"}],
    }


def test_rows_keep_the_order_of_the_page_and_close_gaps():
    checked = form(rows(field("textfield", "ten")))
    assert posted(checked, ("rows[7].ten", "b"), ("rows[2].ten", "a")) == {"rows": [{"ten": "b"}, {"ten": "a"}]}


def test_a_row_that_posts_nothing_else_is_marked():
    checked = form(rows(field("checkbox", "ok")))
    assert posted(checked, ("rows[0]._here", "1"), ("rows[1]._here", "1"), ("rows[1].ok", "true")) == {
        "rows": [{}, {"ok": True}]
    }


@pytest.mark.parametrize("name", ["csrf_token", "_row", "la", "rows[0].la", "rows[x].ten", "rows.ten", "muc[0]"])
def test_names_that_are_not_of_the_form_are_not_read(name):
    checked = form(field("textfield"), rows(field("textfield", "ten"), defaultRepetitions=0))
    flat = str(posted(checked, (name, "evil")))
    assert "evil" not in flat


def test_no_index_makes_the_server_build_endless_rows():
    checked = form(rows(field("textfield", "ten")))
    assert len(posted(checked, ("rows[9999].ten", "x"))["rows"]) == 1
    assert posted(checked, ("rows[99999999].ten", "x"))["rows"] == []
    many = [(f"rows[{n}].ten", "x") for n in range(600)]
    assert len(posted(checked, *many)["rows"]) == 501  # one more than allowed, so that validation says so


def test_a_box_is_yes_no_or_not_on_the_page():
    checked = form(field("checkbox"))
    assert posted(checked, ("muc", ""), ("muc", "true")) == {"muc": True}
    assert posted(checked, ("muc", "")) == {"muc": False}
    assert posted(checked) == {}


def test_several_choices_are_a_list():
    checked = form(choice("checklist", "muc", "a", "b"))
    assert posted(checked, ("muc", ""), ("muc", "a"), ("muc", "b")) == {"muc": ["a", "b"]}
    assert posted(checked, ("muc", "")) == {"muc": []}


def test_day_and_time_come_from_two_inputs_or_one():
    checked = form(field("datetime", subtype="datetime"))
    assert posted(checked, ("muc.date", "27/11/2026"), ("muc.time", "8:30")) == {"muc": "27/11/2026 8:30"}
    assert posted(checked, ("muc", "27/11/2026 8:30")) == {"muc": "27/11/2026 8:30"}
    assert posted(checked, ("muc.date", ""), ("muc.time", "")) == {"muc": ""}


def test_kept_attachments_and_new_uploads_stand_together():
    new, empty = upload("a.pdf"), upload("")
    files = MultiDict([("files", empty), ("files", new)])
    assert posted(report(), ("files", "id-1"), files=files)["files"] == ["id-1", new]


def test_uploads_are_stored_and_replaced_by_their_id():
    data = {"files": ["id-1", upload("a.pdf")], "directives": "x"}
    taken, refused = take_uploads(report(), data, lambda one: f"stored {one.filename}")
    assert taken["files"] == ["id-1", "stored a.pdf"]
    assert (taken["directives"], refused) == ("x", {})


def test_a_refused_upload_is_told_at_its_field_and_the_others_are_kept():
    def store(one):
        if one.filename == "b.xlsm":
            raise UploadRefused("Tệp có macro nên không nhận được.")
        return one.filename

    nested = form(rows(field("filepicker", "tep", multiple=True)))
    data = {"rows": [{"tep": [upload("a.pdf"), upload("b.xlsm")]}]}
    taken, refused = take_uploads(nested, data, store)
    assert taken == {"rows": [{"tep": ["a.pdf"]}]}
    assert refused == {"rows[0].tep": ["Tệp có macro nên không nhận được."]}


class TestRowButtons:
    LIST = form(rows(field("textfield", "ten")))
    DATA = {"rows": [{"ten": "a"}, {"ten": "b"}, {"ten": "c"}]}  # noqa: RUF012

    def test_add_appends_an_empty_row(self):
        assert edit_rows(self.LIST, self.DATA, "add:rows")["rows"] == [*self.DATA["rows"], {}]

    def test_remove_takes_out_that_row(self):
        assert edit_rows(self.LIST, self.DATA, "remove:rows[1]")["rows"] == [{"ten": "a"}, {"ten": "c"}]

    @pytest.mark.parametrize(
        "command", ["", "add:", "add:la", "remove:rows", "remove:rows[9]", "remove:rows[x]", "drop:rows"]
    )
    def test_any_other_command_changes_nothing(self, command):
        assert edit_rows(self.LIST, self.DATA, command) == self.DATA

    def test_rows_that_are_given_cannot_be_added_to(self):
        data = {"tasks": [{}]}
        assert edit_rows(report(), data, "add:tasks")["tasks"] == [{}]

    def test_rows_inside_rows_and_groups_are_reached(self):
        inner = rows(field("textfield", "ten"), path="inner")
        checked = form(group(rows(inner), path="nhom"))
        data = {"nhom": {"rows": [{"inner": []}, {"inner": [{"ten": "a"}]}]}}
        added = edit_rows(checked, data, "add:nhom.rows[1].inner")
        assert added["nhom"]["rows"] == [{"inner": []}, {"inner": [{"ten": "a"}, {}]}]
        assert edit_rows(checked, added, "remove:nhom.rows[1].inner[0]")["nhom"]["rows"][1] == {"inner": [{}]}

    def test_the_data_given_is_not_changed(self):
        before = str(self.DATA)
        edit_rows(self.LIST, self.DATA, "remove:rows[1]")
        assert str(self.DATA) == before

    def test_no_more_rows_than_allowed(self):
        full = {"rows": [{}] * 500}
        assert len(edit_rows(self.LIST, full, "add:rows")["rows"]) == 500


def test_an_attachment_can_be_taken_out():
    assert remove_file(report(), {"files": ["a", "b"]}, "files:a") == {"files": ["b"]}
    assert remove_file(report(), {"directives": "a"}, "directives:a") == {"directives": "a"}
