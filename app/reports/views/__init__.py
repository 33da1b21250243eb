"""Pages of reporting: rounds, duties, and what is done with one agency's report."""

from app.reports.views import agency_reports, board, obligations, rounds  # noqa: F401 (board, rounds: their routes)
from app.reports.views.blueprint import blueprint as campaigns

blueprints = (campaigns, obligations.blueprint, agency_reports.blueprint)
