"""One request, of which nothing stays."""

from http.cookies import SimpleCookie

from django.db import transaction
from django.urls import reverse

from tests.matrix.routes import Route
from tests.matrix.table import METHODS, Cells

LOGIN, PAUSED = "login", "paused"
FORM = "application/x-www-form-urlencoded"
NOTHING_TYPED = "csrfmiddlewaretoken=of-the-page"  # what a browser sends of a form without a word in it
READ_THE_FORM = {"200", "400", "422"}


def answer_to(client, method: str, address: str, data: str = NOTHING_TYPED) -> str:
    """The status, or where somebody is sent who has to sign in, or whose account is paused."""
    cookies = SimpleCookie(client.cookies.output(header="", sep=";"))
    with transaction.atomic():
        response = client.generic(method, address, data if method == "POST" else "", content_type=FORM)
        if response.streaming:
            list(response.streaming_content)
        transaction.set_rollback(True)
    client.cookies = cookies
    return in_words(response)


def answer_to_ask(client, ask) -> str:
    """The same for a question of ways.py."""
    cookies = SimpleCookie(client.cookies.output(header="", sep=";"))
    with transaction.atomic():
        response = (
            client.post(ask.path, ask.data(), headers=ask.headers)
            if ask.method == "POST"
            else client.get(ask.path, headers=ask.headers)
        )
        if response.streaming:
            list(response.streaming_content)
        transaction.set_rollback(True)
    client.cookies = cookies
    return in_words(response)


def in_words(response) -> str:
    leads = response.headers.get("Location", "")
    if leads.startswith(reverse("account_login")):
        return LOGIN
    return PAUSED if leads == reverse("accounts:paused") else str(response.status_code)


def answers(clients, world, route: Route) -> dict[str, Cells]:
    address = route.address(world)
    return {
        method: {role: answer_to(client, method, address) for role, client in clients.items()} for method in METHODS
    }


def answers_to_no_body(clients, world, route: Route, posted: Cells) -> Cells:
    """Not even a token, by those whose form was looked at."""
    readers = [role for role, cell in posted.items() if cell in READ_THE_FORM]
    return {role: answer_to(clients[role], "POST", route.address(world), data="") for role in readers}
