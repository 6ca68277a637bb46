"""What stands above a mail for machines: who may answer it, how to stop it, what it belongs to. No word in it tells
what it is about."""

import re

from django.conf import settings
from django.utils.crypto import salted_hmac

from community.notifications.models import Delivery, Notification
from community.notifications.stop_links import stop_link

LANGUAGE = re.compile(r'<html [^>]*?\blang="([\w-]+)"')


def headers_of(delivery: Delivery) -> dict[str, str]:
    """Codes and passwords are no list that one could leave."""
    headers = {"Message-ID": delivery.message_id, "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    if spoken := LANGUAGE.search(delivery.html):  # as it was written, whatever its reader has chosen since
        headers["Content-Language"] = spoken[1]
    if delivery.notification is not None:
        headers |= _of_list(delivery.notification, delivery.to_address) | _of_thread(delivery.notification)
    return headers


def mail_domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")


def _of_list(notice: Notification, address: str) -> dict[str, str]:
    """RFC 2919 and RFC 8058. What cannot be stopped promises no way to stop it."""
    headers = {"List-Id": f"<notices.{mail_domain()}>"}
    if link := stop_link(notice.recipient, notice.kind, address=address):
        headers |= {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return headers


def _of_thread(notice: Notification) -> dict[str, str]:
    """Mails about the same thing stand together in the mailbox, below a first one that never was."""
    if not notice.key:
        return {}
    about = f"{notice.recipient_id} {notice.kind} {notice.key}"
    first = f"<{salted_hmac('mail-thread', about, algorithm='sha256').hexdigest()[:32]}@{mail_domain()}>"
    return {"In-Reply-To": first, "References": first}
