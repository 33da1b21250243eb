"""The demo province: an invented province in the middle of its reporting season, told through the real commands.

The story is a list of acts, each with its moment in the past weeks (`story.py`); `cli.py` plays them, doing all due
work between them as a worker would have done it. Nothing here writes where a case, a task or a report stands.
"""
