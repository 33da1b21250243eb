"""Sign a person in as they would themselves: through the sign-in page."""

import re

from flask.testing import FlaskClient

from tests.support.people import PASSWORD, Person

SIGN_IN = "/sign-in"


def sign_in(client: FlaskClient, person: Person, password: str = PASSWORD) -> None:
    """Open the sign-in page, fill it in and send it; fail unless that lets the person in."""
    page = client.get(SIGN_IN).get_data(as_text=True)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token, f"no CSRF token on {SIGN_IN}:\n{page}"
    fields = {"email": person.email, "password": password, "csrf_token": token[1]}
    answer = client.post(SIGN_IN, data=fields)
    assert answer.status_code == 302, (
        f"{person.email} could not sign in: {answer.status}\n{answer.get_data(as_text=True)}"
    )
