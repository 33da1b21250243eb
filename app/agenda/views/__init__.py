"""The pages of calendars: a person's month and its feed, the year of the province."""

from app.agenda.views.calendar import blueprint as calendar
from app.agenda.views.feed import blueprint as feed
from app.agenda.views.year import blueprint as year

blueprints = (calendar, feed, year)
