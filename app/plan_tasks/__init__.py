"""Plan tasks: each row of a plan's annex, for one period and one lead agency, as a case that runs to its result."""
