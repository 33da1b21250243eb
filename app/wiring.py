"""What is plugged in where: extensions, pages, API, commands."""

from werkzeug.middleware.proxy_fix import ProxyFix

from app.application import TienDo
from app.database import install
from app.extensions import csrf, db, login_manager, migrate


def wire(app: TienDo) -> None:
    """Bind extensions and register every feature's pages and commands."""
    app.config["STORAGE_DIR"].mkdir(parents=True, exist_ok=True)
    if app.config["PROXIES"]:  # else every visitor would have the address of our own proxy
        hops = app.config["PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    db.init_app(app)
    csrf.init_app(app)
    login_manager.init_app(app)
    migrate.init_app(app, db)
    with app.app_context():
        install(db.engine)
    _register_features(app)


def _register_features(app: TienDo) -> None:
    from app import forms, health, web
    from app.agenda import setup as agenda
    from app.amendments import setup as amendments
    from app.api import setup as api
    from app.applications import setup as applications
    from app.backup.cli import backup
    from app.bulk import setup as bulk
    from app.cases import case_jobs, extending, usage  # noqa: F401 (jobs of a case; more time; cases of a process)
    from app.cases import views as cases
    from app.cases.views import incidents, reading
    from app.deadlines.cli import deadline
    from app.demo.cli import demo
    from app.documents import setup as documents
    from app.drafting import setup as drafting
    from app.issuing import setup as issuing
    from app.jobs.cli import tick, worker
    from app.notifications import setup as notifications
    from app.obstacles import setup as obstacles
    from app.organisation import setup as organisation
    from app.plan_tasks import setup as plan_tasks
    from app.plans import setup as plans
    from app.processes import setup as processes
    from app.programmes import setup as programmes
    from app.reports import setup as reports
    from app.reviews import setup as reviews
    from app.simulating.cli import simulate
    from app.support import setup as support
    from app.tasks import seats  # noqa: F401 (listens to seats being handed over)
    from app.tasks import views as tasks
    from app.timeline.cli import timeline
    from app.walking import cli as _walking  # noqa: F401 (adds `process walk`)
    from app.working_calendar import setup as working_calendar

    for feature in (health, tasks, cases, incidents):
        app.register_blueprint(feature.blueprint)
    app.register_blueprint(forms.templates)
    reading.init_app(app)
    app.cli.add_command(timeline)
    app.cli.add_command(backup)
    app.cli.add_command(demo)
    app.cli.add_command(deadline)
    processes.init_app(app)
    organisation.init_app(app)
    issuing.init_app(app)
    applications.init_app(app)
    plans.init_app(app)
    plan_tasks.init_app(app)
    drafting.init_app(app)
    reports.init_app(app)
    reviews.init_app(app)
    amendments.init_app(app)
    obstacles.init_app(app)
    programmes.init_app(app)
    support.init_app(app)
    documents.init_app(app)
    agenda.init_app(app)
    bulk.init_app(app)
    api.init_app(app)
    web.init_app(app)  # after the API: flask-smorest answers every HTTP error of the application, ours must be last
    notifications.init_app(app)
    working_calendar.init_app(app)
    for command in (tick, worker, simulate):
        app.cli.add_command(command)
