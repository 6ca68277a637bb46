"""A report of an error says where it was, and nothing of what people wrote or who they are."""

import sys

import pytest
from django.test import RequestFactory
from django.views.debug import get_exception_reporter_class

from tests.factories import make_user

CANARY = "canary-7c1f"


def report_of(request, *, as_html=False):
    def inner(words):
        local = f"{words} in a variable"
        raise ValueError(f"{local} in a message")

    try:
        try:
            inner(CANARY)
        except ValueError as problem:
            raise KeyError(CANARY) from problem
    except KeyError:
        reporter = get_exception_reporter_class(request)(request, *sys.exc_info(), is_email=True)
    return reporter.get_traceback_html() if as_html else reporter.get_traceback_text()


@pytest.fixture
def request_of_somebody(db):
    request = RequestFactory().post(
        f"/search/?q={CANARY}", {"body": CANARY, "password": CANARY}, headers={"referer": f"/{CANARY}/", "x-a": CANARY}
    )
    request.user = make_user(CANARY)
    request.COOKIES["sessionid"] = CANARY
    return request


@pytest.mark.parametrize("as_html", [True, False])
def test_a_report_names_the_place_and_the_kind_and_no_word(request_of_somebody, as_html, settings):
    settings.CONTACT_EMAIL = CANARY

    report = report_of(request_of_somebody, as_html=as_html)

    assert "KeyError" in report
    assert "ValueError" in report
    assert "test_error_reports.py" in report
    assert CANARY not in report


def test_while_developing_it_is_djangos(request_of_somebody, settings):
    settings.DEBUG = True

    assert CANARY in report_of(request_of_somebody)
