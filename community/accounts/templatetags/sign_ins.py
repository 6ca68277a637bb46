"""Where else a member is signed in, for pages that offer to end it."""

from typing import Any

from django import template
from django.utils import timezone

from community.accounts.sign_ins import sign_ins_of

register = template.Library()


@register.simple_tag(takes_context=True)
def other_sign_ins(context: dict[str, Any]) -> int:
    request = context["request"]
    here = request.session.session_key
    return sum(not one.is_this_one for one in sign_ins_of(request.user, here=here, now=timezone.now()))
