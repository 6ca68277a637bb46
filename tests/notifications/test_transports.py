"""Who carries the mail is a setting, and half a setting does not start."""

import environ
import pytest

from community.notifications.providers import FILES, NOT_HERE, PROVIDERS, NotSetUp, transport_of


def env_of(**values):
    env = environ.Env()
    env.ENVIRON = values
    return env


def test_smtp_is_the_default_and_a_provider_is_a_setting():
    given = {"ANYMAIL_POSTMARK_SERVER_TOKEN": "token", "ANYMAIL_WEBHOOK_SECRET": "hook:a secret"}
    smtp = {"EMAIL_URL": "smtp://127.0.0.1:25"}

    assert transport_of(env_of(), timeout=15) == (FILES, {})
    assert transport_of(env_of(**smtp), timeout=15)[0] == "django.core.mail.backends.smtp.EmailBackend"
    transport, found = transport_of(env_of(ANYMAIL_ESP="postmark", **smtp, **given), timeout=15)
    assert transport == "community.notifications.interfaces.Postmark"
    assert found["ANYMAIL"]["WEBHOOK_SECRET"] == "hook:a secret"
    assert found["ANYMAIL"]["REQUESTS_TIMEOUT"] == 15


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"ANYMAIL_ESP": "pigeon"}, "Known are postmark, mailgun"),
        ({"ANYMAIL_ESP": "postmark"}, "ANYMAIL_POSTMARK_SERVER_TOKEN and ANYMAIL_WEBHOOK_SECRET"),
        ({"ANYMAIL_ESP": "postmark", "ANYMAIL_POSTMARK_SERVER_TOKEN": "x", "ANYMAIL_WEBHOOK_SECRET": ""}, "SECRET"),
    ],
)
def test_half_a_provider_does_not_start(given, words):
    with pytest.raises(NotSetUp, match=words):
        transport_of(env_of(**given), timeout=15)


def test_the_web_process_knows_no_way_for_mail():
    assert transport_of(env_of(EMAIL_URL="smtp://127.0.0.1:25"), "web", timeout=15) == (NOT_HERE, {})


@pytest.mark.parametrize(
    ("name", "sends", "hears"),
    [
        ("postmark", {"POSTMARK_SERVER_TOKEN"}, {"WEBHOOK_SECRET"}),
        ("mailgun", {"MAILGUN_API_KEY"}, {"WEBHOOK_SECRET", "MAILGUN_WEBHOOK_SIGNING_KEY"}),
    ],
)
def test_one_process_sends_by_a_provider_and_another_hears_of_it(name, sends, hears):
    given = {f"ANYMAIL_{key}": "x" for key in (*sends, *hears)}
    of_all = {"ANYMAIL_ESP": name, **given}
    sending, of_worker = transport_of(env_of(**of_all), "worker", timeout=15)
    hearing, of_web = transport_of(env_of(**of_all), "web", timeout=15)

    assert (sending, set(of_worker["ANYMAIL"])) == (PROVIDERS[name].transport, {*sends, "REQUESTS_TIMEOUT"})
    assert (hearing, set(of_web["ANYMAIL"])) == (NOT_HERE, {*hears, "REQUESTS_TIMEOUT"})
    for process, missing in (("worker", sends), ("web", hears)):
        with pytest.raises(NotSetUp) as told:
            transport_of(env_of(ANYMAIL_ESP=name), process, timeout=15)
        assert {key for key in (*sends, *hears) if f"ANYMAIL_{key}" in str(told.value)} == missing
    assert transport_of(env_of(ANYMAIL_ESP=name), "beat", timeout=15)[0] == NOT_HERE
