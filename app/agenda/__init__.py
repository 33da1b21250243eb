"""Time as people see it: their own calendar and its private feed, and the year of the whole province."""
