"""Who lost every second factor shows again what was shown when it was set up, and the owner has a day to say no."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.accounts.factors import PASSWORD, signed_in, with_address, with_app
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def kestrel():
    member = with_address(make_user("Kestrel", password=PASSWORD))
    vars(member)["open"] = signed_in(member)
    return with_app(member)


def command(*words):
    out = StringIO()
    call_command("lost_second_step", *words, stdout=out)
    return out.getvalue()


def asked(member):
    mail.outbox.clear()
    command(member.username)
    (sent,) = mail.outbox
    assert sent.to == [member.email]
    return re.search(r"\b\d{10}\b", sent.body).group()


def later(time_machine, **times):
    time_machine.move_to(timezone.now() + timedelta(**times))


def is_refused(member, code):
    with pytest.raises(CommandError):
        command(member.username, code)
    return member.authenticator_set.count() == 2


def test_number_from_the_mail_takes_it_away_the_next_day(kestrel, time_machine):
    code = asked(kestrel)
    later(time_machine, days=1)

    said = command("kestrel", f"{code[:5]} {code[5:]}")

    assert "1 sign-ins ended" in said
    assert not kestrel.authenticator_set.exists()
    assert kestrel.open.get("/settings/").status_code == 302
    assert "new_step" in [event.result for event in kestrel.sign_in_events.all()]
    signed_in(kestrel)  # with the password, as when it was set up


def test_not_on_the_same_day_so_that_the_owner_can_say_no(kestrel):
    assert is_refused(kestrel, asked(kestrel))


def test_not_after_a_week(kestrel, time_machine):
    code = asked(kestrel)
    later(time_machine, days=8)

    assert is_refused(kestrel, code)


def test_a_new_password_voids_it(kestrel, time_machine):
    code = asked(kestrel)
    kestrel.set_password("another horse at noon")
    kestrel.save()
    later(time_machine, days=1)

    assert is_refused(kestrel, code)


def test_the_number_of_another_member_is_worth_nothing(kestrel, time_machine):
    other = with_app(with_address(make_user("Bo", password=PASSWORD)))
    code = asked(other)
    later(time_machine, days=1)

    assert is_refused(kestrel, code)


def test_without_a_confirmed_address_or_a_second_step_nothing_is_sent(kestrel):
    kestrel.emailaddress_set.update(verified=False)
    make_user("Bo")
    mail.outbox.clear()

    for name in ("Kestrel", "Bo", "Nobody1"):
        with pytest.raises(CommandError):
            command(name)
    assert mail.outbox == []
