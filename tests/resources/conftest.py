import pytest

from tests.resources.factories import make_folder


@pytest.fixture
def folder(tmp_path):
    return make_folder(tmp_path)


@pytest.fixture
def spanish(settings, client):
    """A reader of Spanish, on a site that offers it."""
    settings.LANGUAGES = [("en-gb", "English"), ("es", "español")]
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    return client
