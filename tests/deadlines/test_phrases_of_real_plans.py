"""The time phrases of the three real plans, alone, against their hand-checked ground truth."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from app.deadlines.cli import deadline
from tests.plans.real_plans import NAMES, truth

ISSUED_IN_2020 = date(2020, 7, 1)  # the plan of Bình Định prints no day


@pytest.mark.parametrize("name", NAMES)
def test_a_time_cell_alone_has_the_dates_of_the_ground_truth(name: str) -> None:
    plan = truth(name)
    issued = plan["document"]["date"] or ISSUED_IN_2020.isoformat()

    for task in plan["tasks"]:
        result = CliRunner().invoke(deadline, ["explain", task["time_vi"], "--issued", issued, "--json"])
        dates, true = json.loads(result.stdout)["dates"], task["time_parsed"]
        expected = [one["due"] for one in true.get("milestones", [true])]

        assert [due["first_due"] for due in dates] == expected
        if "milestones" not in true:  # its cycle of five years is printed in the content, not in the time cell
            assert dates[0]["kind"] == true["kind"]
            assert dates[0]["from"] == true.get("from")
            assert true.get("year") in (None, dates[0]["to"])
