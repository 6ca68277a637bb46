import pytest
from django.core.checks import run_checks
from django.test import override_settings

from community.core import checks

PRODUCTION = {
    "DEBUG": False,
    "PROCESS": "",
    "BASE_URL": "https://community.example",
    "ALLOWED_HOSTS": ["community.example"],
    "SECRET_KEY": "a key of its own " * 4,
    "FIELD_KEYS_ARE_GIVEN": True,
    "CELERY_BROKER_URL": "redis://127.0.0.1:6379/0",
    "CHANNEL_LAYERS": {"default": {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer"}},
    "EMAIL_URL": "smtp://127.0.0.1:25",
    "DATABASE_URL": "postgres://steadfold@localhost:5432/steadfold?sslmode=verify-full",
    "REDIS_URL": "rediss://localhost:6379/0?ssl_cert_reqs=required",
    "OPERATOR_NAME": "Steady Trust",
    "CONTACT_EMAIL": "hello@community.example",
}


def found(**changes) -> list[str]:
    with override_settings(**{**PRODUCTION, **changes}):
        messages = run_checks(tags=["security"], include_deployment_checks=True)
    return [message.id for message in messages if message.id.startswith("steadfold.")]


def test_good_production_environment_has_nothing_to_answer_for():
    assert found() == []


@pytest.mark.parametrize(
    ("number", "setting", "value"),
    [
        ("E001", "DEBUG", True),
        ("E003", "CELERY_BROKER_URL", "filesystem://"),
        ("E004", "CHANNEL_LAYERS", {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}),
        ("E005", "EMAIL_URL", ""),
        ("E006", "BASE_URL", "http://community.example"),
        ("E007", "SWITCHED_OFF", ("private-messages",)),
        ("E008", "BOUNCE_ADDRESS", "bounces"),
        ("E011", "SIGN_UP", "closed"),
        ("E012", "APPROVAL_WAIT_DAYS", "soon"),
        ("E012", "APPROVAL_WAIT_DAYS", 0),
        ("E012", "APPROVAL_WAIT_DAYS", 31),
        ("E008", "BOUNCE_ADDRESS", "bounces+more@community.example"),
        ("E008", "BOUNCE_ADDRESS", f"{'b' * 25}@community.example"),
        ("E009", "FIELD_KEYS", ["too short"]),
        ("E009", "FIELD_KEYS", []),
        ("E010", "FIELD_KEYS_ARE_GIVEN", False),
        ("E012", "DATABASE_URL", "postgres://steadfold:0a1b@database:5432/steadfold"),
        ("E012", "DATABASE_URL", "postgres://steadfold:0a1b@database:5432/steadfold?sslmode=require"),
        ("E012", "REDIS_URL", "redis://:0a1b@redis:6379/0"),
        ("E012", "REDIS_URL", "rediss://:0a1b@redis:6379/0?ssl_cert_reqs=none"),
        ("E012", "EMAIL_URL", "smtp://user:0a1b@mail.example:587"),
        ("E013", "DATABASE_URL", "postgres://steadfold:password@localhost:5432/steadfold?sslmode=verify-full"),
        ("E013", "EMAIL_URL", "smtp+tls://user:password@mail.example:587"),
        ("E013", "ANYMAIL", {"WEBHOOK_SECRET": "user:password"}),
        ("W003", "DATABASE_URL", "postgres://steadfold:0a1b@127.0.0.1:5432/steadfold"),
        ("W003", "REDIS_URL", "redis://127.0.0.1:6379/0"),
        ("W001", "OPERATOR_NAME", ""),
        ("W001", "CONTACT_EMAIL", ""),
    ],
)
def test_development_setting_is_refused_in_production(number, setting, value):
    assert found(**{setting: value}) == [f"steadfold.{number}"]


@pytest.mark.parametrize("host", ["%2Frun%2Fpostgresql", ""])
def test_a_socket_in_a_folder_is_no_line_to_another_machine(host):
    assert found(DATABASE_URL=f"postgres://steadfold@{host}/steadfold") == []


@pytest.mark.parametrize("other", [{"BOUNCE_ADDRESS": "bounces@community.example"}, {"ANYMAIL_ESP": "postmark"}])
def test_what_comes_back_has_an_address_and_a_provider_stands_for_a_mail_server(other):
    assert found(**{"EMAIL_URL": "" if "ANYMAIL_ESP" in other else "smtp://127.0.0.1:25", **other}) == []


def test_default_secret_key_is_refused_in_production(settings):
    assert found(SECRET_KEY=settings.DEVELOPMENT_KEY) == ["steadfold.E002"]


@pytest.mark.parametrize(("host", "errors"), [("127.0.0.1", 0), ("steadfold.localhost", 0), ("*", 1), ("192.0.2.1", 1)])
def test_debug_answers_to_this_machine_only(settings, host, errors):
    settings.DEBUG = True
    settings.BASE_URL = "http://127.0.0.1:8000"
    settings.ALLOWED_HOSTS = ["localhost", host]

    assert len(checks.debug_stays_at_home()) == errors


def test_every_error_says_what_to_set(settings):
    settings.DEBUG = True
    settings.BASE_URL = "http://community.example"
    settings.SECRET_KEY = settings.DEVELOPMENT_KEY
    settings.EMAIL_URL = ""

    messages = [
        *checks.debug_stays_at_home(),
        *checks.secret_key_is_own(),
        *checks.mail_leaves(),
        *checks.base_url_is_encrypted(),
    ]
    names = ["DEBUG", "SECRET_KEY", "EMAIL_URL", "BASE_URL"]

    assert [f"Set {name}" in message.hint for name, message in zip(names, messages, strict=True)] == [True] * 4
