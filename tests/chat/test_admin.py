from community.chat.models import Room
from tests.chat.factories import make_message, make_room
from tests.factories import make_user


def test_changing_the_topic_leaves_the_count_alone(client, group, ada):
    room = make_room(group)
    operator = make_user("Op", is_staff=True, is_superuser=True)
    client.force_login(operator)
    fields = {"group": group.pk, "slug": room.slug, "name": room.name, "topic": "New topic"}
    fields |= {"opening": room.opening, "time_zone": room.time_zone}

    make_message(room, ada)
    response = client.post(f"/admin/chat/room/{room.pk}/change/", fields)

    assert response.status_code == 302
    assert Room.objects.values_list("topic", "last_seq").get() == ("New topic", 1)
