"""What the forms of the shared steps say on a walk, whoever calls them."""

from app.walking.scenes.scene import Scene, deliver_it, starter

SCENES: dict[str, Scene] = {
    "issue_document": Scene(starter("issue_document"), deliver_it, {"issued_on": "2026-01-15"}),
}
