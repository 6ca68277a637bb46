import pytest

from community.resources.models import Article
from tests.resources.editing import LIST
from tests.resources.factories import load_articles, make_folder


@pytest.fixture
def folder(tmp_path):
    return make_folder(tmp_path)


@pytest.fixture
def shelf(folder):
    load_articles(folder, 1)
    return folder


@pytest.fixture
def page(shelf, client, ed):
    """The address where the article is edited, for an editor who is signed in."""
    client.force_login(ed)
    return f"{LIST}{Article.objects.get().pk}/"


@pytest.fixture
def spanish(settings, client):
    """A reader of Spanish, on a site that offers it."""
    settings.LANGUAGES = [("en-gb", "English"), ("es", "español")]
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    return client
