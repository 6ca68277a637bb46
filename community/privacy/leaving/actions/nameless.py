"""One account for the words of all who left. Nobody signs in as it, and it leads to nobody: what two of them wrote
looks the same, and nothing says which of it was one person's (README.md, "Leaving")."""

from datetime import datetime

from community.accounts.models import NAMELESS, User


def nameless(*, now: datetime) -> User:
    """Made when it is first needed; at once or not, it is one (`one_member_per_name`)."""
    made = {"is_active": False, "password": "!", "takes_messages": False, "date_joined": now, "drawing": None}
    return User.objects.get_or_create(username=NAMELESS, defaults=made)[0]
