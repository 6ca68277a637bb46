"""Nobody gets a name that looks like somebody's, not even in the same moment."""

import importlib
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.accounts.models import HeldName, User
from community.accounts.naming import ideas
from community.accounts.naming.actions import NameTaken, hold_name, taking
from community.accounts.naming.free import is_free
from community.accounts.naming.querysets import HELD_FOR
from tests.concurrency import at_once
from tests.factories import NOON, make_user

TAKEN = "This pseudonym is taken, or looks like one that is."
FORM = {"username": "Wren", "email": "someone@members.example", "password1": "a quiet horse at noon"}


def join_as(name, email="someone@members.example"):
    return Client().post(reverse("account_signup"), FORM | {"username": name, "email": email})


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["kestrel", "Kes_trel", "Kestre1", "KÉSTREL", "Кеѕтгеӏ"])
def test_joining_refuses_a_name_that_looks_like_a_members(name):
    make_user("Kestrel")

    assert TAKEN in join_as(name).content.decode()
    assert User.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Кestrel", "letters of one alphabet"),
        ("2026", "at least one letter"),
        ("AnnaMod", "would look like the team"),
        ("someone", "what stands in your e-mail address"),
        ("Some_One", "what stands in your e-mail address"),
    ],
)
def test_joining_says_what_is_wrong_with_a_name(name, words):
    page = join_as(name).content.decode()

    assert words in page
    assert f'value="{name}"' in page
    assert not User.objects.exists()


@pytest.mark.django_db
def test_a_wide_letter_is_written_as_everybody_writes_it():
    join_as("Ｗren")

    assert User.objects.get().username == "Wren"


@pytest.mark.django_db
def test_the_database_itself_refuses_a_lookalike():
    make_user("Kestrel")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_user("Kes.trel")


@pytest.mark.django_db
def test_a_held_name_is_free_again_after_its_time():
    hold_name("Kestrel", now=timezone.now())
    assert TAKEN in join_as("kestre1").content.decode()

    HeldName.objects.update(held_at=timezone.now() - HELD_FOR)
    assert is_free("Kestrel")
    assert join_as("Kestrel").url == reverse("account_email_verification_sent")


@pytest.mark.django_db
def test_a_held_name_cannot_be_read_and_outlives_a_new_key(settings):
    hold_name("Kestrel", now=timezone.now())
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key", [settings.SECRET_KEY]

    assert "kestrel" not in HeldName.objects.get().mark
    assert not is_free("Kestrel")


@pytest.mark.django_db
def test_a_clash_of_something_else_is_not_called_a_taken_name():
    kestrel = make_user("Kestrel")

    with pytest.raises(IntegrityError), taking("Wren", now=NOON):
        make_user("Wren", email=kestrel.email)


@pytest.mark.django_db(transaction=True)
def test_two_who_join_in_the_same_moment_do_not_get_names_that_look_alike():
    answers = at_once(
        *(lambda n=n, e=e: join_as(n, e) for n, e in [("Kestrel", "a@x.example"), ("Kes-trel", "b@x.example")])
    )

    assert sorted(answer.status_code for answer in answers) == [200, 302]
    refused = next(answer for answer in answers if answer.status_code == 200).content.decode()
    assert TAKEN in refused
    assert "Free now" in refused
    assert User.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_name_given_up_in_the_same_moment_is_not_for_whoever_waits_for_it():
    """Whoever joins has looked whether it is held; then its owner gives it up and it is held; then they write."""

    def join():
        with taking("Kestrel", now=NOON):
            hold_name("Kestrel", now=NOON)
            make_user("Kestrel")

    with pytest.raises(NameTaken):
        join()
    assert not User.objects.exists()


@pytest.mark.django_db
def test_older_names_that_look_alike_are_kept_and_the_first_one_has_the_look(db):
    migration = importlib.import_module("community.accounts.migrations.0010_names")
    first, second, dots = make_user("Kestrel"), make_user("tmp", date_joined=NOON), make_user("tmp2", date_joined=NOON)
    User.objects.update(name_skeleton="")
    User.objects.filter(pk=second.pk).update(username="Kes_trel")
    User.objects.filter(pk=dots.pk).update(username="...")

    migration.fill_in(apps, None)

    looks = dict(User.objects.values_list("pk", "name_skeleton"))
    assert looks == {first.pk: "kestrel", second.pk: f"kestrel~{second.pk}", dots.pk: ""}
    second = User.objects.get(pk=second.pk)
    second.save()
    assert second.name_skeleton == f"kestrel~{second.pk}"


@pytest.mark.django_db
def test_looks_follow_the_longer_table_and_nobody_loses_a_name():
    migration = importlib.import_module("community.accounts.migrations.0015_more_letters_alike")
    first, later, other = make_user("Arno"), make_user("tmp"), make_user("Wren")
    for member, name, look in [(first, "Arno", "arno"), (later, "Amo", "amo")]:
        User.objects.filter(pk=member.pk).update(username=name, name_skeleton=look)

    migration.look_again(apps, None)

    looks = dict(User.objects.values_list("pk", "name_skeleton"))
    assert looks == {first.pk: f"amo~{first.pk}", later.pk: "amo", other.pk: "wren"}


@pytest.mark.django_db
def test_ideas_are_free_ones(monkeypatch):
    monkeypatch.setattr(ideas, "LISTS", {"en": ("Quiet", "Lantern Heron")})
    make_user("quiet_lantern")
    hold_name("QuietHeron", now=timezone.now() - timedelta(days=1))

    names = ideas.name_ideas()

    assert len(names) == 4
    assert all(is_free(name) and name[-1].isdigit() for name in names)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "queries"), [("account_signup", 3), ("accounts:name_ideas", 2)])  # 3: the brake
def test_ideas_stand_below_the_form_and_on_a_page_of_their_own(client, django_assert_num_queries, name, queries):
    with django_assert_num_queries(queries):
        page = client.get(reverse(name)).content.decode()

    assert page.count('<li translate="no">') == 4


@pytest.mark.django_db
def test_ideas_are_in_the_language_of_the_page(client):
    page = client.get(reverse("accounts:name_ideas"), headers={"accept-language": "es"}).content.decode()

    name = page.partition('<li translate="no">')[2].partition("</li>")[0]
    assert any(name.startswith(word) for word in ideas.SPANISH[0].split())
