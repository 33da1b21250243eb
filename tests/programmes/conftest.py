"""The programme's processes, deployed; enterprises that have applied."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.programmes.enterprises import Enterprise, deploy_programme


@pytest.fixture
def enterprise(app, database, people, writing) -> Callable[..., Enterprise]:
    """Let an enterprise apply; `enterprise(tax_code="…")` another one."""
    with writing():
        deploy_programme()

    def apply(**changes: Any) -> Enterprise:
        return Enterprise.applying(people, **changes)

    return apply
