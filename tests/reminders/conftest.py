import pytest

from tests.reminders.factories import NINE, ONE_HOUR


@pytest.fixture
def page(client, ada, time_machine):
    """Ada's browser, at ten in the morning."""
    time_machine.move_to(NINE + ONE_HOUR, tick=False)
    client.force_login(ada)
    return client
