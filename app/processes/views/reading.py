"""Look at processes: the list, one version with its diagram, who does what, forms, handlers, versions."""

from collections import Counter

from flask import Response, render_template
from flask_babel import gettext as _

from app.clock import utc_now
from app.errors import NotFound
from app.forms import initial, render_context
from app.organisation.access import access, sees_identities
from app.organisation.gate import current_actor
from app.organisation.labels import ROLES
from app.organisation.roles import Role
from app.processes import queries
from app.processes.deployed import get_deployed
from app.processes.handlers import documentation_of
from app.processes.models import Definition, DefinitionElement
from app.processes.usage import running_cases
from app.processes.views.blueprint import READS_PROCESSES, blueprint
from app.processes.wording import BLOCK, KINDS, REMINDERS, due_in_words
from app.timeline.log import Subject
from app.timeline.queries import entries
from app.timeline.wording import lines_of

_DRAWING_ONLY = ("_gateway", "_event")  # kinds that nobody does anything for


@blueprint.get("")
@access(READS_PROCESSES)
def index() -> str:
    """List the newest version of every process."""
    return render_template("processes/processes.html", definitions=queries.all_latest(), running=_running_by_key())


@blueprint.get("/<key>")
@access(READS_PROCESSES)
def show(key: str) -> str:
    """Show the newest version of a process."""
    return _page(queries.definition_of(key))


@blueprint.get("/<key>/<int:version>")
@access(READS_PROCESSES)
def show_version(key: str, version: int) -> str:
    """Show one version of a process."""
    return _page(queries.definition_of(key, version))


@blueprint.get("/<key>/<int:version>/diagram.bpmn")
@access(READS_PROCESSES)
def diagram(key: str, version: int) -> Response:
    """Serve the diagram as it was deployed; a version never changes."""
    response = Response(queries.definition_of(key, version).bpmn, mimetype="application/xml")
    response.cache_control.private = True
    response.cache_control.max_age = 3600
    return response


@blueprint.get("/<key>/<int:version>/forms/<form_key>")
@access(READS_PROCESSES)
def form(key: str, version: int, form_key: str) -> str:
    """Show a form as it is before anybody has filled it; what comes from the case is empty."""
    definition = queries.definition_of(key, version)
    found = get_deployed(definition.id).forms.get(form_key)
    if found is None:
        raise NotFound
    data = initial(found, data={}, context={}, now=utc_now())
    view = render_context(found, data, context={}, now=utc_now())
    tasks = [element for element in queries.elements_of(definition.id) if element.form_key == form_key]
    return render_template("processes/form.html", definition=definition, view=view, tasks=tasks, form_key=form_key)


def _page(definition: Definition) -> str:
    steps = [element for element in queries.elements_of(definition.id) if not element.kind.endswith(_DRAWING_ONLY)]
    handlers = dict.fromkeys(step.handler for step in steps if step.handler)
    counted = running_cases()
    return render_template(
        "processes/process.html",
        definition=definition,
        steps=steps,
        kinds=KINDS,
        reminders=REMINDERS,
        block_labels=BLOCK,
        who=_who,
        due_in_words=due_in_words,
        forms=queries.form_keys_of(definition.id),
        decisions=queries.decision_files_of(definition.id),
        handlers={name: documentation_of(name) for name in handlers},
        versions=queries.versions_of(definition.key),
        running=counted,
        history=lines_of(entries(Subject("definition", definition.id)), shows_people=sees_identities(current_actor())),
    )


def _running_by_key() -> dict[str, int]:
    counted, by_key = running_cases(), Counter[str]()
    for key, definition_id in queries.keys_of(counted):
        by_key[key] += counted[definition_id]
    return by_key


def _who(element: DefinitionElement) -> str:
    """Say who does a step."""
    if element.kind not in ("user_task", "manual_task"):
        return _("the system")
    role = str(ROLES[Role(element.role)]) if element.role else ""
    if element.agency and element.agency != "case.agency":
        return _("%(role)s of the agency in “%(path)s”", role=role, path=element.agency)
    return _("%(role)s of the case's agency", role=role) if element.agency else role
