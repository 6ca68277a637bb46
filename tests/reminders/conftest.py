import pytest
from django.test import Client

from tests.reminders.factories import NINE, ONE_HOUR


@pytest.fixture
def page(client, ada, time_machine):
    """Ada's browser, at ten in the morning."""
    time_machine.move_to(NINE + ONE_HOUR, tick=False)
    client.force_login(ada)
    return client


@pytest.fixture
def anybody(time_machine):
    """A browser that was never here and that brings no token of a form, at five past nine."""
    time_machine.move_to(NINE + ONE_HOUR / 12, tick=False)
    return Client(enforce_csrf_checks=True)
