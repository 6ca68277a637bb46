"""Who carries the mail is a setting, and half a setting does not start."""

import environ
import pytest

from community.notifications.providers import FILES, NotSetUp, transport_of


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
    assert transport == "anymail.backends.postmark.EmailBackend"
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
