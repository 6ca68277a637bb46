import pytest


@pytest.fixture(autouse=True)
def no_checks(settings):
    """The keys here are made up: no app is asked about them."""
    settings.NOTICE_CHECKS = {}
