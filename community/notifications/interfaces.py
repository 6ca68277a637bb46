"""django-anymail's backends, which would follow a provider's interface to wherever it points. A mail holds words of
members: it goes to the address of the settings or nowhere, and is tried again later."""

from typing import Any

from anymail.backends.base_requests import AnymailRequestsBackend
from anymail.backends.mailgun import EmailBackend as MailgunBackend
from anymail.backends.postmark import EmailBackend as PostmarkBackend


class WithoutDetours(AnymailRequestsBackend):
    def create_session(self) -> Any:
        session = super().create_session()
        session.max_redirects = 0
        return session


class Postmark(WithoutDetours, PostmarkBackend):
    pass


class Mailgun(WithoutDetours, MailgunBackend):
    pass
