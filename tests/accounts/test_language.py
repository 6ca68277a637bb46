"""The language of a member: chosen where there is a choice, spoken on every page, never another's."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from community.accounts import actions
from community.accounts.models import Sanction, User
from community.accounts.readers import as_reader, said_to
from community.core.phrases import filled
from community.languages import languages_of
from community.notifications.models import Delivery
from tests.translations import write_catalogue

pytestmark = pytest.mark.django_db
HELLO = translation.gettext_lazy("Saved.")


def page_of(client, address="accounts:settings", **headers):
    response = client.get(reverse(address), headers=headers)
    return response, response.content.decode()


def test_with_one_language_there_is_no_choice(client, ada, settings):
    settings.LANGUAGES = [("en-gb", "English")]
    client.force_login(ada)
    response, page = page_of(client)

    assert (response["Content-Language"], 'name="language"' in page) == ("en-gb", False)
    client.post(reverse("accounts:settings"), {"time_zone": "Asia/Tokyo", "language": "de"})
    ada.refresh_from_db()
    assert (ada.time_zone, ada.language) == ("Asia/Tokyo", "")


def test_a_member_chooses_and_every_page_speaks_it(client, german, ada):
    client.force_login(ada)
    assert "Your language" in page_of(client)[1]

    form = {"time_zone": "Europe/Berlin", "language": "de"}
    answer = client.post(reverse("accounts:settings"), form, follow=True)

    page = answer.content.decode()
    assert '<html lang="de"' in page
    assert "Einstellungen</h1>" in page
    assert "Gespeichert." in page  # said in the new language at once
    assert (answer["Content-Language"], "Accept-Language" in answer["Vary"]) == ("de", True)


def test_a_language_that_is_none_is_told_and_nothing_changes(client, german, ada):
    client.force_login(ada)

    response = client.post(reverse("accounts:settings"), {"time_zone": "Asia/Tokyo", "language": "tlh"})

    ada.refresh_from_db()
    assert (response.status_code, ada.language, ada.time_zone) == (422, "", "Europe/Berlin")
    with pytest.raises(ValueError, match="tlh"):
        actions.choose_language(ada, language="tlh")


def test_the_page_is_in_the_members_language_and_not_in_that_of_the_browser(client, dora, ada):
    client.force_login(dora)
    assert page_of(client, **{"accept-language": "en-GB"})[0]["Content-Language"] == "de"
    client.force_login(ada)  # has not chosen: that of the site
    assert page_of(client, **{"accept-language": "de"})[0]["Content-Language"] == "en-gb"


def test_after_a_member_the_same_thread_serves_a_visitor_in_theirs(client, dora):
    client.force_login(dora)
    page_of(client)
    client.logout()

    assert page_of(client, "account_login")[0]["Content-Language"] == "en-gb"
    assert page_of(client, "account_login", **{"accept-language": "de"})[0]["Content-Language"] == "de"


def test_a_language_that_was_taken_away_is_that_of_the_site(client, dora, settings):
    settings.LANGUAGES = [("en-gb", "English"), ("fr", "Français")]
    client.force_login(dora)

    response, page = page_of(client)

    assert (dora.speaks, response["Content-Language"]) == ("en-gb", "en-gb")
    assert '<option value="en-gb" selected>' in page


def test_whoever_joins_on_german_pages_goes_on_in_german(client, german):
    form = {"username": "Emil", "email": "e@members.example", "password1": "three words in a row"}
    client.post(reverse("account_signup"), form, headers={"accept-language": "de"})
    Client().post(reverse("account_signup"), {**form, "username": "Ann", "email": "a@members.example"})

    assert dict(User.objects.values_list("username", "language")) == {"Emil": "de", "Ann": ""}


def test_a_password_mail_is_in_the_language_of_the_account(client, dora, settings):
    settings.EMAIL_BACKEND = "community.notifications.outbox.Outbox"
    EmailAddress.objects.create(user=dora, email=dora.email, verified=True, primary=True)
    client.post(reverse("account_reset_password"), {"email": dora.email}, headers={"accept-language": "en-GB"})

    mail = Delivery.objects.get(to_address=dora.email)
    assert '<html lang="de"' in mail.html


def test_a_suspended_member_reads_why_in_their_language(client, dora):
    client.force_login(dora)
    now = timezone.now()
    actions.sanction(dora, kind=Sanction.Kind.SUSPENSION, until=now + timedelta(days=1), now=now)
    page_of(client)  # the sign-in ends here

    assert page_of(client, "accounts:paused")[0]["Content-Language"] == "de"
    assert page_of(client, "accounts:kept")[0]["Content-Language"] == "de"


def test_nothing_is_left_of_one_reader_for_the_next(dora, ada):
    before = translation.get_language(), timezone.get_current_timezone_name()
    with as_reader(dora):
        with as_reader(ada):
            assert (str(HELLO), timezone.get_current_timezone_name()) == ("Saved.", "Europe/Berlin")
        with as_reader(None):
            assert (str(HELLO), timezone.get_current_timezone_name()) == ("Saved.", "UTC")
        assert str(HELLO) == "Gespeichert."
    with pytest.raises(ValueError, match="no"), as_reader(dora):
        raise ValueError("no")
    assert (translation.get_language(), timezone.get_current_timezone_name()) == before


def test_words_are_put_together_where_they_are_read(german, dora, ada):
    words = filled(translation.gettext_lazy("%(name)s answered you"), name="Bo")

    assert [said_to(reader, words) for reader in (dora, ada, dora)] == [
        "Bo hat dir geantwortet",
        "Bo answered you",
        "Bo hat dir geantwortet",
    ]


def test_the_environment_names_languages_and_the_first_is_the_sites():
    assert languages_of([]) == [("en-gb", "English"), ("es", "Español")]
    assert languages_of(["en-gb"]) == [("en-gb", "English")]
    assert languages_of([" DE", "en-gb", "de", ""]) == [("de", "Deutsch"), ("en-gb", "English")]
    with pytest.raises(ImproperlyConfigured, match="LANGUAGES names klingon"):
        languages_of(["en-gb", "klingon"])


def test_a_language_without_a_translation_is_told_to_the_operator(settings, tmp_path):
    settings.LANGUAGES, settings.LOCALE_PATHS = [("en-gb", "English"), ("de", "Deutsch")], [tmp_path]
    assert [found.id for found in run_checks(tags=["translation"])] == ["steadfold.W002"]
    write_catalogue(tmp_path)
    assert run_checks(tags=["translation"]) == []


def test_sign_in_page_speaks_to_people_as_the_rest_of_the_site_does(client, settings):
    settings.LANGUAGES = [("en-gb", "English"), ("es", "español")]
    _response, page = page_of(client, "account_login", accept_language="es")

    assert f'<a href="{reverse("account_reset_password")}">¿Has olvidado tu contraseña?</a>' in page
