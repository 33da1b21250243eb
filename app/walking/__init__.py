"""Walk every path of the shipped processes to its end, through the commands that pages and API use.

Each path is walked twice. *In memory*: all its steps are one unit of work that is never committed, so every step
goes on with what the one before left behind. *Saved*: every step is a unit of work of its own, as a request is, and
between two steps everything is forgotten, so that each begins with what the database and the stored text give back.
Both must pass the same elements. See docs/processes.md.
"""
