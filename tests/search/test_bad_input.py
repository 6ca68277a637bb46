"""Whatever is typed is answered without an error page, and asks the database no more than an ordinary search.

How long it takes is measured by `python -m tests.bench.search`.
"""

import pytest

from tests.chat.factories import make_room
from tests.forum.factories import make_thread
from tests.search.factories import make_article
from tests.search.hostile import LONG, QUERIES

MOST = 29  # queries of the database, for words of which none stands anywhere


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
@pytest.mark.parametrize("room", ["", "quiet-corner"])
def test_any_query_is_answered(client, group, ada, query, room, django_assert_max_num_queries):
    make_thread(group=group, author=ada, title="Needle", body="A needle.")
    make_room(group)
    make_article("Qwertzuiop", text=" ".join(f"qwertz{number}" for number in range(500)))
    client.force_login(ada)

    with django_assert_max_num_queries(MOST):
        response = client.get("/search/", {"q": query, "room": room})

    assert response.status_code == 200


@pytest.mark.parametrize("field", ["kind", "group", "author", "since", "unread", "mine"])
@pytest.mark.parametrize("value", ["x" * LONG, "\x00", "😀", "'", "%", "-1", "99999999999999999999", "\u202e"])
def test_any_filter_is_answered(client, group, ada, field, value):
    make_thread(group=group, author=ada, title="Needle", body="A needle.")
    client.force_login(ada)

    assert client.get("/search/", {"q": "needle", field: value}).status_code == 200
