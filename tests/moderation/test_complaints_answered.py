"""Who reads complaints, who answers, and how the answer arrives."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from community.moderation.complaints import actions
from community.moderation.complaints.models import Complaint
from community.notifications.models import Delivery, Notification
from tests.factories import NOON, make_user
from tests.moderation.complaints import BY_VISITOR, FORM, LIST, WORDS, answer_url, complain, html


def test_complaints_are_for_moderators_of_the_site_and_those_who_run_it(client, ada, gil, mo, root):
    complaint = complain(ada)

    assert {client.get(address).status_code for address in (LIST, answer_url(complaint))} == {302}
    operator = make_user("Owner", is_superuser=True)
    seen = {}
    for member in (ada, gil, mo, root, operator):
        client.force_login(member)
        seen[member] = {client.get(address).status_code for address in (LIST, answer_url(complaint))}
    assert seen == {ada: {404}, gil: {404}, mo: {200}, root: {200}, operator: {200}}


def test_name_of_a_member_is_shown_only_if_they_want_it(as_member, ada, bo, mo):
    """It may be about what they wrote under another name."""
    hidden, shown = complain(ada), complain(bo, shows_name=True)
    client = as_member(mo)

    pages = [html(client.get(LIST)), html(client.get(answer_url(hidden)))]
    assert not [page for page in pages if re.search(r"\bAda\b", page)]
    assert "does not want to be named" in pages[1]
    assert "By Bo." in html(client.get(answer_url(shown)))


def test_address_of_a_visitor_is_shown_to_nobody(as_member, mo):
    complaint = complain(visitor_email="nadia@post.example")

    page = html(as_member(mo).get(answer_url(complaint)))

    assert "nadia" not in page
    assert complaint.token not in page


def test_team_is_told_once_by_mail_until_somebody_looks(as_member, ada, mo, root):
    complain(ada)
    complain(ada, words="Another.")

    assert Delivery.objects.filter(notification__recipient=mo).count() == 1
    assert not Notification.objects.filter(recipient=ada).exists()
    as_member(mo).get(LIST)
    assert not mo.notifications.unread().exists()
    assert root.notifications.unread().exists()
    assert not Delivery.objects.filter(text__contains=WORDS).exists()


def test_r41_member_reads_the_answer_on_the_receipt(client, ada, mo):
    complaint = complain(ada)
    client.force_login(mo)

    assert client.post(answer_url(complaint), {"words": "We are sorry."}).status_code == 302
    notice = ada.notifications.get()
    assert (notice.url, notice.text) == (complaint.get_absolute_url(), "The team has answered your complaint.")
    client.force_login(ada)
    page = html(client.get(notice.url))

    assert "We are sorry." in page
    assert "The team" in page
    assert not re.search(r"\bMo\b", page)
    assert not ada.notifications.unread().exists()


def test_r41_visitor_gets_a_mail_that_says_nothing_but_where(as_member, mo):
    complaint = complain(visitor_email="nadia@post.example")

    as_member(mo).post(answer_url(complaint), {"words": "We are sorry."})

    mail = Delivery.objects.get(to_address="nadia@post.example")
    assert mail.subject == "A message from the team · Steadfold"
    assert complaint.get_absolute_url() in mail.text
    assert "sorry" not in mail.text + mail.html
    assert "omplaint" not in mail.subject


def test_how_to_reach_a_visitor_is_forgotten_with_the_answer(client, mo):
    client.post(FORM, {**BY_VISITOR, "visitor_email": "nadia@post.example"})
    complaint = Complaint.objects.get()
    assert complaint.visitor_mark

    complaint = actions.answer_complaint(complaint, answered_by=mo, words="Done.", now=NOON)

    complaint.refresh_from_db()
    assert (complaint.visitor_email, complaint.visitor_mark) == ("", "")


def test_second_answer_is_refused_with_its_words(client, mo, root):
    complaint = complain()
    client.force_login(mo)
    client.post(answer_url(complaint), {"words": "First."})
    client.post(answer_url(complaint), {"words": "First."})
    client.force_login(root)

    answer = client.post(answer_url(complaint), {"words": "Second."})

    assert answer.status_code == 409
    assert "Somebody has answered this complaint already." in html(answer)
    assert "Second." in html(answer)
    complaint.refresh_from_db()
    assert (complaint.answer, complaint.answered_by) == ("First.", mo)


def test_nobody_answers_the_own_complaint_and_no_silenced_moderator_any(as_member, mo, root):
    own = complain(mo)

    assert as_member(mo).post(answer_url(own), {"words": "Fine."}).status_code == 404
    with pytest.raises(PermissionDenied, match="your own complaint"):
        actions.answer_complaint(own, answered_by=mo, words="Fine.", now=NOON)
    mo.silenced_until = NOON + timedelta(days=1)
    mo.save()
    with pytest.raises(PermissionDenied, match="cannot answer"):
        actions.answer_complaint(complain(root), answered_by=mo, words="Fine.", now=NOON)


def test_list_shows_the_oldest_first_and_what_is_late(client, ada, mo):
    old, new = complain(ada), complain(ada, words="New.", now=NOON + timedelta(days=10))
    answered = complain()
    actions.answer_complaint(answered, answered_by=mo, words="Done.", now=NOON)
    with time_machine.travel(NOON + timedelta(days=15), tick=True):
        client.force_login(mo)
        page, done = html(client.get(LIST)), html(client.get(f"{LIST}?state=answered"))

    assert re.findall(r"Complaint (\d+):", page) == [str(old.pk), str(new.pk)]
    assert page.count("Late") == 1
    assert re.findall(r"Complaint (\d+):", done) == [str(answered.pk)]


def test_fourteen_days_are_not_late_yet(ada):
    complaint = complain(ada)

    assert not complaint.is_late(NOON + timedelta(days=14, hours=11))
    assert complaint.is_late(NOON + timedelta(days=15))


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_as_much_for_one_as_for_many(as_member, mo, rows, django_assert_num_queries):
    for number in range(rows):
        complain(make_user(f"Member{number}"))
    client = as_member(mo)
    client.get(LIST)

    with django_assert_num_queries(6):
        client.get(LIST)


def test_signs_that_turn_the_text_reach_no_reader(as_member, mo):
    complaint = complain(words="Turn \u202e this")

    assert "\u202e" not in html(as_member(mo).get(answer_url(complaint)))


def test_queue_leads_to_the_complaints_and_for_operators_to_the_papers(as_member, mo, root):
    assert reverse("moderation:complaints") in html(as_member(mo).get("/moderation/"))
    assert reverse("moderation:compliance") not in html(as_member(mo).get("/moderation/"))
    assert reverse("moderation:compliance") in html(as_member(root).get("/moderation/"))
