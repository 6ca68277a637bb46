"""What mails that come back say, and that nothing in them does harm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.notifications.bounces import UNREADABLE, Bounce, bounce_of_status, read_report
from tests.notifications.reports import complaint, failed, nested, plain, report

EXIM = "\r\nDiagnostic-Code: smtp; 550 5.1.1 <ada@members.example>: no such mailbox"
POSTFIX = "Auto-Submitted: auto-replied\n"


@pytest.mark.parametrize(
    ("source", "bounce"),
    [
        (report(failed("5.1.1")), Bounce.HARD),
        (report(failed("5.0.0")), Bounce.HARD),
        (report(failed("5.2.1")), Bounce.HARD),
        (report(failed("5.0.0", more=EXIM)), Bounce.HARD),
        (report(failed("5.1.1"), headers=POSTFIX), Bounce.HARD),
        (report(failed("5.1.10 (the domain takes no mail)")), Bounce.HARD),
        (report("Original-Recipient: rfc822;ada@members.example\r\n" + failed("5.1.1")), Bounce.HARD),
        (report(failed("5.1.1"), kind="global-delivery-status", words="Kein Glück für zoë@büro.example"), Bounce.HARD),
        (report(failed("5.2.2")), Bounce.SOFT),
        (report(failed("5.7.1")), Bounce.SOFT),
        (report(failed("5.0.0", more="\r\nDiagnostic-Code: smtp; 550 5.7.26 policy")), Bounce.SOFT),
        (report(failed("5.1.8")), Bounce.SOFT),
        (report(failed("5.4.4")), Bounce.SOFT),
        (report(failed("4.4.1")), Bounce.SOFT),
        (report(failed("4.2.2")), Bounce.SOFT),
        (report(failed("nonsense")), Bounce.SOFT),
        (report(failed("5.1.1"), failed("4.4.1")), Bounce.SOFT),
        (report(failed("5.1.1"), failed("2.0.0", action="relayed")), Bounce.SOFT),
        (plain("From: MAILER-DAEMON@old.example"), Bounce.SOFT),
        (plain("From: x@old.example", "X-Failed-Recipients: ada@members.example"), Bounce.SOFT),
        (complaint(), Bounce.COMPLAINT),
        (complaint(feedback="not-spam"), None),
        (report(failed("4.4.1", action="delayed")), None),
        (report(failed("2.0.0", action="delivered")), None),
        (plain("From: ada@members.example", "Auto-Submitted: auto-replied", words="On holiday."), None),
        (plain("From: mailer-daemon@x.example", "Precedence: bulk", words="On holiday."), None),
        (plain("From: x@x.example", "X-Autoreply: yes"), None),
        (plain("From: ada@members.example", words="Thank you! 5.1.1"), None),
        (b"", None),
        (b"\x00\xff\xfe", None),
        (b'Content-Type: multipart/report; boundary="part"\n\n--part\nContent-Type: message/delivery-status', None),
        (b'Content-Type: text/plain; charset="no-such-thing"\nFrom: \xe4\xf6@\xff\n\n\xff', None),
    ],
)
def test_a_report_is_told_from_a_delay_and_hard_from_soft(source, bounce):
    assert read_report(source).bounce == bounce


@pytest.mark.parametrize("depth", [10, 100, 3000])
def test_parts_in_parts_without_end_are_no_bounce(depth):
    assert read_report(nested(depth)).bounce is None


def headed(parameters):
    """A report whose Content-Type says in its own way where its parts end."""
    return report(failed("5.1.1")).replace(b'boundary="part"', parameters.encode())


@pytest.mark.parametrize(
    "parameters", ['boundary*0="pa"; boundary*1="rt"', "boundary*=utf-8'en'p%61rt", "boundary*0*=''pa; boundary*1=rt"]
)
def test_a_boundary_in_pieces_or_encoded_is_read(parameters):
    assert read_report(headed(parameters)).bounce == Bounce.HARD


@pytest.mark.parametrize("parameters", ["boundary*=part; boundary*0=part", 'boundary*0="pa"; boundary*="rt"'])
def test_a_boundary_in_odd_parts_is_unreadable_and_raises_nothing(parameters):
    assert read_report(headed(parameters)) == UNREADABLE


def test_odd_parameters_of_what_a_report_tells_are_unreadable_and_raise_nothing():
    odd = b"Content-Type: message/global-delivery-status\r\n\r\nContent-Type: x/y; charset*=us-ascii''x\r\n\r\n\xff"

    assert read_report(odd) == UNREADABLE


def test_a_report_that_is_cut_off_after_its_fields_is_still_read():
    source = report(failed("5.1.1"))

    assert read_report(source[: source.index(b"Hello.")]).bounce == Bounce.HARD


@given(st.binary(max_size=2000), st.integers(0, 700))
def test_nothing_that_comes_raises(noise, place):
    whole = report(failed("5.1.1"))

    assert read_report(noise)
    assert read_report(whole[:place] + noise + whole[place:])


@pytest.mark.parametrize(
    ("words", "bounce"),
    [
        ("5.1.1 no such user", Bounce.HARD),
        ("no such user", None),
        ("4.2.2 full", Bounce.SOFT),
        ("2.1.5 ok", None),
        ("blocked: 5.1.1.7 is listed", None),
        ("192.5.1.1 is listed", None),
        ("15.1.1", None),
    ],
)
def test_a_status_is_found_among_words_and_an_address_of_a_machine_is_none(words, bounce):
    assert bounce_of_status(words) == bounce
