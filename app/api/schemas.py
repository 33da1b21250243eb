"""What the API takes and gives."""

from marshmallow import Schema, fields, validate

from app.organisation.texts import N_

TITLE = validate.Length(1, 400, error=N_("Give a title of 1 to 400 characters."))
STATUS = validate.OneOf(["open", "completed", "cancelled"], error=N_("Choose one of: open, completed, cancelled."))


class AgencyOut(Schema):
    """An agency, in short."""

    code = fields.String()
    name = fields.String()


class PersonOut(Schema):
    """A person, in short; hidden from auditors."""

    id = fields.Integer()
    name = fields.String()


class CaseShort(Schema):
    """The case a task belongs to."""

    id = fields.Integer()
    title = fields.String()
    process = fields.String()


class TaskOut(Schema):
    """A user task in a list; instants are ISO 8601 in UTC."""

    id = fields.Integer()
    name = fields.String()
    element = fields.String()
    status = fields.String()
    case = fields.Nested(CaseShort)
    agency = fields.Nested(AgencyOut, allow_none=True)
    assignee = fields.Nested(PersonOut, allow_none=True)
    remind_by = fields.String(allow_none=True)
    due_at = fields.String(allow_none=True)
    overdue_after = fields.String(allow_none=True)


class TaskDetail(TaskOut):
    """A user task with its form (JSON Schema) and what is in it."""

    form = fields.Dict(allow_none=True)
    data = fields.Dict()


class TaskPage(Schema):
    """One page of tasks."""

    items = fields.List(fields.Nested(TaskOut))
    next_cursor = fields.String(allow_none=True)


class OpenedTask(Schema):
    """A task that a command opened."""

    id = fields.Integer()
    element = fields.String()
    name = fields.String()
    status = fields.String()
    due_at = fields.String(allow_none=True)


class TaskResult(Schema):
    """What became of a task, and which tasks opened on its case."""

    id = fields.Integer()
    status = fields.String()
    case = fields.Nested(CaseShort)
    tasks = fields.List(fields.Nested(OpenedTask))


class TaskQuery(Schema):
    """Which tasks to list."""

    status = fields.String(validate=STATUS, load_default=None)
    mine = fields.Boolean(load_default=False)
    limit = fields.Integer(validate=validate.Range(1, 200, error=N_("Ask for 1 to 200 at a time.")), load_default=50)
    cursor = fields.String(load_default=None)


class CompleteIn(Schema):
    """The entries of a task's form."""

    data = fields.Dict(keys=fields.String(), required=True)


class CaseIn(Schema):
    """A case to start."""

    process = fields.String(required=True)
    agency = fields.String(required=True, metadata={"description": "the agency's code"})
    title = fields.String(required=True, validate=TITLE)
    data = fields.Dict(keys=fields.String(), load_default=dict)


class CaseStarted(Schema):
    """A case that was just started."""

    id = fields.Integer()
    status = fields.String()
    tasks = fields.List(fields.Nested(OpenedTask))


class TimelineOut(Schema):
    """One act on a case."""

    at = fields.String()
    action = fields.String()
    actor = fields.String(allow_none=True)
    payload = fields.Dict()


class CaseOut(CaseStarted):
    """A case with its tasks and its timeline, newest act first."""

    title = fields.String()
    process = fields.String()
    agency = fields.Nested(AgencyOut)
    remind_by = fields.String(allow_none=True)
    due_at = fields.String(allow_none=True)
    overdue_after = fields.String(allow_none=True)
    timeline = fields.List(fields.Nested(TimelineOut))


class ProcessOut(Schema):
    """A deployed process."""

    key = fields.String()
    name = fields.String()
    version = fields.Integer()
    deployed_at = fields.String()


class ProcessList(Schema):
    """The newest version of every process."""

    items = fields.List(fields.Nested(ProcessOut))


class CampaignRow(Schema):
    """One agency of a campaign."""

    agency = fields.Nested(AgencyOut)
    state = fields.String()
    late = fields.Boolean()
    nil = fields.Boolean()
    extended_to = fields.String(allow_none=True)
    case = fields.Integer(allow_none=True)


class CampaignOut(Schema):
    """A campaign with one page of its matrix."""

    id = fields.Integer()
    title = fields.String()
    due = fields.String()
    counts = fields.Dict(keys=fields.String(), values=fields.Integer())
    rows = fields.List(fields.Nested(CampaignRow))
    next_cursor = fields.String(allow_none=True)


class PageQuery(Schema):
    """Which page of a long list."""

    limit = fields.Integer(
        validate=validate.Range(1, 1000, error=N_("Ask for 1 to 1,000 at a time.")), load_default=200
    )
    cursor = fields.String(load_default=None)
