"""`flask demo load`: once, never over somebody's data, never in production, on any day."""

import pytest
from sqlalchemy import func, select

from app.demo.state import mark_begun
from app.extensions import db
from app.organisation.models import User
from app.timeline.models import TimelineEntry
from app.timeline.outbox_models import OutboxMessage
from tests.support.factories import make_user
from tests.support.units import unit


def load(app, *arguments):
    return app.test_cli_runner().invoke(args=["demo", "load", *arguments])


def size_of(app) -> list[int]:
    with unit(app, writes=False):
        return [db.session.scalar(select(func.count(model.id))) for model in (User, TimelineEntry, OutboxMessage)]


@pytest.mark.slow
@pytest.mark.database
def test_loading_twice_does_it_once(database, province):
    before = size_of(province.app)
    answer = province.run("load")
    assert (answer.exit_code, size_of(province.app)) == (0, before)
    assert "nothing was loaded" in answer.output or "không nạp thêm" in answer.output


@pytest.mark.slow
def test_loading_says_how_far_it_is_and_how_to_sign_in(province):
    lines = province.said.splitlines()
    assert len(lines) > 20
    assert "dem-trang-song-lam" in lines[-1]


def test_data_of_ones_own_is_left_alone(app, writing):
    with writing():
        make_user("Người Dùng Thật")
    answer = load(app)
    assert (answer.exit_code, size_of(app)[0]) == (0, 1)


def test_an_interrupted_story_is_not_told_on(app, writing, now):
    with writing():
        make_user("Phạm Thu Lan", "lan.pt@skhcn.lamgiang.example")
        mark_begun(now)
    answer = load(app)
    assert answer.exit_code == 1
    assert "instance/" in answer.output


@pytest.mark.parametrize("command", [("load",), ("accounts",), ("accounts", "--json")])
def test_production_refuses_the_province(app, command):
    app.config["PRODUCTION"] = True
    answer = app.test_cli_runner().invoke(args=["demo", *command])
    assert (answer.exit_code, size_of(app)) == (1, [0, 0, 0])
    assert "dem-trang-song-lam" not in answer.output
