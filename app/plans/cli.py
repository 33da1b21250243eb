"""Commands on plan documents."""

import json
from datetime import date
from pathlib import Path

import click
from flask.cli import AppGroup

from app.plans.reading import PlanDocument, UnreadablePlan, explain, read_plan

plan_cli = AppGroup("plan", help="Read plan documents.")


class _Day(click.ParamType[date]):
    """A day written YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            if len(str(value)) != len("YYYY-MM-DD"):
                raise ValueError(value)  # Python also takes 20261120 and week dates
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"“{value}” is not a day of the form YYYY-MM-DD, for example 2026-11-20.", param, ctx)


@plan_cli.command("read", with_appcontext=False)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the reading as JSON, and nothing else.")
@click.option("--issued", type=_Day(), help="Day of issue, when the document does not print it.")
def read(file: Path, as_json: bool, issued: date | None) -> None:
    """Read the plan in FILE (.docx, .xlsx or a text extract) without touching any database.

    Exit 0: read. Exit 1: FILE cannot be read; one sentence on stderr says what to do. Exit 2: wrong usage.
    """
    try:
        plan = read_plan(file, issued=issued)
    except UnreadablePlan as unreadable:
        click.echo(unreadable.message("vi"), err=True)
        raise SystemExit(1) from unreadable
    click.echo(json.dumps(plan.as_json(), ensure_ascii=False, indent=2) if as_json else _summary(plan))


def _summary(plan: PlanDocument) -> str:
    """Return what a person wants to know first: how much was read, and which rows need a look."""
    lines = [plan.head.title or "Kế hoạch không có tên"]
    lines.append(
        f"{len(plan.tasks)} nhiệm vụ, {len(plan.targets)} chỉ tiêu, {len(plan.duties)} trách nhiệm, "
        f"{len(plan.not_tasks)} dòng không phải nhiệm vụ."
    )
    for task in plan.tasks:
        for code in task.review:
            lines.append(f"Dòng {task.source[0]}–{task.source[1]} ({task.number or 'không số'}): {explain(code)['vi']}")
    return "\n".join(lines)
