"""Signed links in mails hold a mark of the address they went to: whose address is another now, their old links are
worthless. Nobody reads an address out of a mark."""

from django.utils.crypto import constant_time_compare, salted_hmac

from community.accounts.models import User

SALT = "notifications.address"
MARK = 32  # letters: 128 bits


def mark_of(address: str) -> str:
    return salted_hmac(SALT, address.lower(), algorithm="sha256").hexdigest()[:MARK]


def went_to(member: User, mark: str) -> bool:
    """Whether the link with this mark was sent to where the member is now."""
    return is_mark_of(member.email, mark)


def is_mark_of(address: str, mark: str) -> bool:
    return constant_time_compare(mark, mark_of(address))
