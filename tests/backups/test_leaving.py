"""Whoever had left before a backup was put back is gone from it too; whoever changed their mind is not."""

import pytest

LEAVE = """
from django.utils import timezone
from community.accounts.models import User
from community.core.turns import Turn
from community.privacy.leaving.actions import GRACE, erase_due, leave, stay
from community.privacy.models import Leaving
ada, now = User.objects.get(username="Ada"), timezone.now()
leave(ada, way="{way}", now=now - {ago})
{then}
print(json.dumps(None))
"""
ERASE = "erase_due(now=now, turn=Turn())"
LOOK = """
from community.accounts.models import User
from community.forum.models import Post
from community.notifications.models import Delivery
from community.privacy.models import Leaving
from tests.privacy.stored import everything_stored
def hits(words):
    return sorted({place for place, text in everything_stored() if any(word in text for word in words)})
print(json.dumps({
    "own": hits(["ada@members.example", "Morning drops"]),
    "said": hits(["A kingfisher", "It sat by the water", "sat by", "kingfish"]),
    "is_active": list(User.objects.filter(username="Ada").values_list("is_active", flat=True)),
    "posts": list(Post.objects.order_by("pk").values_list("body", "author__username")),
    "leaving": list(Leaving.objects.values_list("way", flat=True)),
    "mails": Delivery.objects.filter(notification=None).count(),
}))
"""


def restored(site, kept, *, way="take", ago="GRACE", then=ERASE):
    site.manage("backup", kept)
    site.shell(LEAVE.format(way=way, ago=ago, then=then))
    site.manage("restore", kept, "--replace", "--yes")
    return site.shell(LOOK)


def pictures_of(site):
    return sorted(path.name for path in (site.folder / "pictures").rglob("*") if path.is_file())


@pytest.mark.parametrize("way", ["take", "leave"])
def test_who_had_left_is_gone_from_the_backup_too(site, kept, way):
    there = restored(site, kept, way=way)

    assert (there["own"], there["is_active"], there["mails"]) == ([], [], 0)
    if way == "take":
        assert there["said"] == []
        assert pictures_of(site) == []
    else:
        assert len(pictures_of(site)) == 1, "the one that was posted"
        assert there["posts"][0] == ["It sat by the water.", "Somebody who left"]
    assert there["posts"][1] == ["Mine was a heron.", "Bo"]


def test_who_was_leaving_is_leaving_again_and_not_told_twice(site, kept):
    there = restored(site, kept, ago="GRACE / 2", then="")

    assert (there["is_active"], there["leaving"], there["mails"]) == ([False], ["take"], 0)


def test_who_had_changed_their_mind_stays(site, kept):
    """Also where the backup was made in between, and the days are long over when it is put back."""
    site.shell(LEAVE.format(way="take", ago="GRACE / 2", then=""))
    site.manage("backup", kept)
    site.shell(
        "from django.utils import timezone\n"
        "from community.privacy.leaving.actions import stay\n"
        "from community.privacy.models import Leaving\n"
        "print(json.dumps(stay(Leaving.objects.get(), now=timezone.now())))"
    )
    site.manage("restore", kept, "--replace", "--yes")

    there = site.shell(LOOK)
    assert (there["is_active"], there["leaving"]) == ([True], [])
    assert there["posts"][0] == ["It sat by the water.", "Ada"]
