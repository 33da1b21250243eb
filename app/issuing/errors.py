"""What can go wrong with issued documents and submissions."""

from app.errors import Conflict, NotFound


class DocumentNotFound(NotFound):
    """There is no such issued document, or the actor may not know of it."""

    message = "There is no such document, or you may not see it."


class NoCommittee(Conflict):
    """Nobody has entered the People's Committee of the province as an agency, so nothing can be submitted to it."""

    slug = "no-committee"
    message = "The register has no People's Committee of the province. Enter it, then have the step tried again."
