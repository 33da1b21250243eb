"""A year in seconds: the demo province lives through a year on a virtual clock, and says how it went.

What begins by itself stands in `happenings/`. Whatever waits for a person is done by somebody who may do it, when they
would (`habits.py`), with believable answers (`answers/`), through the commands that pages use. A seed decides about
everything that could be one way or another; the same seed gives the same year. See docs/simulate.md.
"""
