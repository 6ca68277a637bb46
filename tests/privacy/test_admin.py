"""The admin is for running the site. Nothing stands in it that tells of anybody's health, and no secret."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import flatten, get_fields_from_path
from django.core.exceptions import FieldDoesNotExist
from django.test import RequestFactory
from django.urls import reverse

from community.accounts.models import User
from community.notifications.models import Delivery
from community.privacy.retention import lines_of
from tests.factories import make_user
from tests.matrix.world import World
from tests.privacy.everything import everything_of
from tests.resources.factories import load_articles, make_folder

NEVER = {  # whatever they are needed for
    "accounts.User": {"password", "email", "last_login", "accepted_posts", "notes_left_out", "mail_stopped_for"},
    "notifications.Delivery": {"to_address", "subject", "text", "html", "calendar", "path", "words", "message_id"},
}
OPTIONS = ("list_display", "list_filter", "search_fields", "readonly_fields", "list_editable", "raw_id_fields",
           "autocomplete_fields", "filter_horizontal", "date_hierarchy", "ordering")  # fmt: skip


@pytest.fixture
def operator(db):
    return make_user("Operator", is_staff=True, is_superuser=True)


def request_of(operator):
    request = RequestFactory().get("/")
    request.user = operator
    return request


def shown_by(one, request):
    """Each column that this part of the admin names, as (model, column)."""
    names = []
    for option in OPTIONS:
        value = getattr(one, option, None) or ()
        names += [value] if isinstance(value, str) else list(value)
    names += flatten(one.get_fields(request)) if hasattr(one, "get_fields") else []
    for name in {str(name).lstrip("-^=@") for name in names} - {"__str__", "pk"}:
        try:
            path = get_fields_from_path(one.model, name)
        except FieldDoesNotExist:
            yield one.model, name  # a method: told by its name
            continue
        yield from ((field.model, field.name) for field in path)


def parts(request):
    for model_admin in admin.site._registry.values():
        yield model_admin
        yield from model_admin.get_inline_instances(request)


def is_shown_and_should_not_be(model, column):
    line = lines_of(model).get(column)
    basis = line.basis if line else ""
    return basis == "health" or column in NEVER.get(model._meta.label, ())


def test_no_table_and_no_column_about_health_stands_in_the_admin(operator):
    request = request_of(operator)

    wrong = {
        f"{type(part).__name__} shows {model._meta.label}.{column}"
        for part in parts(request)
        for model, column in shown_by(part, request)
        if is_shown_and_should_not_be(model, column)
    }

    assert wrong == set()


def test_a_column_about_health_would_be_found(operator):
    class Wrong(admin.ModelAdmin):
        list_display = ["message_id"]
        search_fields = ["notification__recipient__reminders__title"]

    found = shown_by(Wrong(Delivery, admin.site), request_of(operator))

    wrong = {column for model, column in found if is_shown_and_should_not_be(model, column)}
    assert {"title", "message_id", "to_address"} <= wrong


def test_no_page_of_it_holds_what_anybody_wrote(client, operator, tmp_path):
    load_articles(make_folder(tmp_path), 1)
    world = World()
    own = everything_of(world.ada)
    health = {place: text for place, text in own.items() if lines_of_place(place).basis == "health"}
    client.force_login(operator)

    pages = [client.get(path, follow=True).content.decode() for path in paths_of(operator)]

    assert len(health) > 20
    assert len(pages) > 20
    assert [(place, text) for place, text in health.items() if any(text in page for page in pages)] == []


def test_what_it_notes_of_a_change_names_the_row_and_no_word(client, operator):
    member = make_user("Kestrel")
    client.force_login(operator)
    form = {"is_moderator": "on", "is_active": "on"}

    client.post(f"/admin/accounts/user/{member.pk}/change/", form)

    [entry] = LogEntry.objects.all()
    assert (entry.object_repr, entry.get_change_message()) == ("Kestrel", "Changed Is moderator.")
    assert User.objects.get(pk=member.pk).is_moderator


def lines_of_place(place):
    label, _dot, column = place.rpartition(".")
    return lines_of(apps.get_model(label))[column]


def paths_of(operator):
    yield reverse("admin:index")
    for model, model_admin in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        for row in model_admin.get_queryset(request_of(operator))[:5]:
            yield from (reverse(f"{name}_{page}", args=[row.pk]) for page in ("change", "history", "delete"))
