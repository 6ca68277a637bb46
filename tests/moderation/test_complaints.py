"""Points of contact, and the complaints form apart from reporting."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.accounts.actions import sanction
from community.accounts.models import Sanction
from community.moderation.complaints.models import Complaint
from tests.factories import NOON
from tests.moderation.complaints import BY_VISITOR, FORM, SENT, WORDS, complain, html


def test_r40_contact_page_names_operator_address_and_languages(client, settings, db):
    settings.OPERATOR_NAME, settings.CONTACT_EMAIL = "Steady Trust", "hello@steady.example"

    page = html(client.get("/contact/"))

    assert "Steady Trust" in page
    assert 'href="mailto:hello@steady.example"' in page
    assert "English" in page
    assert "Not set" not in page
    for words in ("seems to be illegal", "danger to life first", "within six months", "within 14 days", FORM):
        assert words in page


def test_r40_contact_page_says_when_nothing_is_set(client, settings, db):
    settings.OPERATOR_NAME = settings.CONTACT_EMAIL = ""

    page = html(client.get("/contact/"))

    assert page.count("Not set.") == 2
    assert "mailto:" not in page


def test_r40_every_page_leads_to_the_contact_page(client, db):
    for address in ("/", "/privacy/", "/no/such/page/", "/accounts/login/"):
        assert 'href="/contact/"' in html(client.get(address))


def test_r41_member_complains_and_gets_a_number_and_a_day_at_once(as_member, ada):
    client = as_member(ada)

    answer = client.post(FORM, SENT)
    complaint = Complaint.objects.get()
    page = html(client.get(answer.url))

    assert answer.url == complaint.get_absolute_url()
    assert (complaint.complainant, complaint.shows_name, complaint.visitor_email) == (ada, False, "")
    assert f"Your complaint {complaint.pk}" in page
    assert "We answer within 14 days: by 6 December 2026." in page
    assert WORDS in page


def test_r41_visitor_complains_without_an_address(client, db):
    answer = client.post(FORM, BY_VISITOR, follow=True)

    complaint = Complaint.objects.get()
    assert (complaint.complainant, complaint.visitor_email) == (None, "")
    assert "127.0.0.1" not in complaint.visitor_mark
    assert "Keep the address of this page" in html(answer)


def test_r41_receipt_opens_by_its_address_alone(client, eve):
    complaint = complain()

    assert client.get(complaint.get_absolute_url()).status_code == 200
    assert client.get(f"{FORM}{complaint.pk}/").status_code == 404
    assert client.get(f"{FORM}{complaint.token[:-1]}/").status_code == 404


def test_r41_complaint_form_is_not_the_report_form(client, db):
    page = html(client.get(FORM))

    assert "use “Report” beside it" in page
    assert [kind for kind in Complaint.Kind.values if f'value="{kind}"' not in page] == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"kind": ""}, "Choose what it is about."),
        ({"words": " "}, "Write what happened."),
        ({"words": "x" * 4001}, "4001 characters, and 4000 fit"),
        ({"visitor_email": "nobody"}, "That is not a whole e-mail address."),
    ],
)
def test_r41_mistake_keeps_everything_that_was_typed(client, db, changed, said):
    answer = client.post(FORM, {**BY_VISITOR, **changed})
    page = html(answer)

    assert answer.status_code == 422
    assert said in page
    assert all(value in page for value in {**BY_VISITOR, **changed}.values() if value.strip())
    assert not Complaint.objects.exists()


def test_r41_four_thousand_characters_fit(client, db):
    assert client.post(FORM, {**BY_VISITOR, "words": "x" * 4000}).status_code == 302


def test_r41_words_of_a_member_whose_sign_in_ended_are_kept(as_member, ada):
    client = as_member(ada)
    client.get(FORM)
    client.logout()

    answer = client.post(FORM, SENT, follow=True)

    assert WORDS in str(dict(client.session))
    assert answer.redirect_chain
    assert not Complaint.objects.exists()


def test_r41_form_sent_twice_is_one_complaint(client, as_member, ada):
    client.post(FORM, BY_VISITOR)
    client.post(FORM, BY_VISITOR)
    as_member(ada)
    client.post(FORM, SENT)
    client.post(FORM, SENT)

    assert list(Complaint.objects.values_list("complainant", flat=True).order_by("pk")) == [None, ada.pk]


@pytest.mark.parametrize("signed_in", [True, False])
def test_r41_flood_is_paced_and_the_text_kept(client, ada, signed_in):
    fields = SENT if signed_in else BY_VISITOR
    if signed_in:
        client.force_login(ada)
    for number in range(3):
        assert client.post(FORM, {**fields, "words": f"No. {number}"}).status_code == 302

    answer = client.post(FORM, {**fields, "words": "One more."})

    assert answer.status_code == 429
    assert "Try in ten minutes" in html(answer)
    assert "One more." in html(answer)
    assert Complaint.objects.count() == 3


def test_r41_ten_complaints_a_day_are_enough(ada, bo):
    for number in range(10):
        complain(ada, words=f"No. {number}", now=NOON + number * timedelta(hours=1))

    with pytest.raises(PermissionDenied, match="ten complaints"):
        complain(ada, words="Eleven", now=NOON + timedelta(hours=10))
    complain(bo, now=NOON + timedelta(hours=10))
    complain(ada, words="Eleven", now=NOON + timedelta(hours=25))


def test_r41_suspended_member_can_complain(client, ada):
    sanction(ada, kind=Sanction.Kind.SUSPENSION, until=None, now=NOON)
    client.force_login(ada)

    assert client.post(FORM, BY_VISITOR).status_code == 302
    assert Complaint.objects.get().complainant is None
