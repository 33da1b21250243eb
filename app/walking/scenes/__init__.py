"""How a case of each process comes about, and what it needs from outside: most begin by themselves.

A process whose handlers need records of its feature gets a scene in the module of that feature; its actions are the
feature's own commands.
"""

from collections.abc import Mapping

from app.walking.scenes import drafting, issuing, obstacles, plan_tasks, programmes, reports, reviews, support
from app.walking.scenes.scene import Scene, plain

__all__ = ["Scene", "scene_of"]

_SCENES: Mapping[str, Scene] = {
    **drafting.SCENES,
    **issuing.SCENES,
    **obstacles.SCENES,
    **plan_tasks.SCENES,
    **programmes.SCENES,
    **reports.SCENES,
    **reviews.SCENES,
    **support.SCENES,
}


def scene_of(key: str) -> Scene:
    """Return the scene of a process; one that nobody wrote starts the case and lets it be."""
    return _SCENES.get(key) or plain(key)
