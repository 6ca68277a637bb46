"""Signed links in mails hold a mark of the address they went to: whose address is another now, their old links are
worthless. Nobody reads an address out of a mark."""

from django.utils.crypto import constant_time_compare, salted_hmac

from community.accounts.models import User


def mark_of(address: str) -> str:
    return salted_hmac("notifications.address", address.lower()).hexdigest()[:16]


def went_to(member: User, mark: str) -> bool:
    """Whether the link with this mark was sent to where the member is now."""
    return constant_time_compare(mark, mark_of(member.email))
