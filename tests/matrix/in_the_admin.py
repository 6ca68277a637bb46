"""Rows of the same world that the Django admin shows. Its pages have names by model, and a few have none."""

from django.contrib.contenttypes.models import ContentType

from community.accounts.models import User
from community.chat.models import Room
from community.notifications.models import Delivery

Kwargs = dict[str, dict[str, object]]
ADMINISTERED = ("accounts/user", "groups/supportgroup", "notifications/delivery", "forum/board", "chat/room")


def keys_in_the_admin(world) -> dict[str, int]:
    delivery = Delivery.objects.filter(notification__recipient=world.ada).first()
    rows = (world.ada, world.group, delivery, world.board, Room.objects.get())
    return {model: row.pk for model, row in zip(ADMINISTERED, rows, strict=True)}


def in_the_admin(world) -> Kwargs:
    members = ContentType.objects.get_for_model(User)
    return {
        **{
            f"admin:{model.replace('/', '_')}_{page}": {"object_id": key}
            for model, key in keys_in_the_admin(world).items()
            for page in ("change", "delete", "history")
        },
        "admin:view_on_site": {"content_type_id": members.pk, "object_id": world.ada.pk},
        "admin:app_list": {"app_label": "accounts"},
    }


def unnamed(world) -> dict[str, str]:
    """Addresses by the paths of routes that have no name."""
    rows = {
        f"admin/{model}/<path:object_id>/": f"/admin/{model}/{key}/" for model, key in keys_in_the_admin(world).items()
    }
    return rows | {"admin/(?P<url>.*)$": "/admin/never-was/"}
