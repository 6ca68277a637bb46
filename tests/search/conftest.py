import pytest

from community.search.known_words import KNOWN


@pytest.fixture(autouse=True)
def nothing_known():
    """What another test made is not known here."""
    KNOWN.forget()
