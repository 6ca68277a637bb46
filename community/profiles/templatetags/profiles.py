"""What a member's page says of them, to whoever looks at it."""

from django import template
from django.contrib.auth.models import AnonymousUser

from community.accounts.models import User
from community.profiles.seen import Seen, onlooker_of, seen_by

register = template.Library()


@register.simple_tag
def profile_of(person: User, user: User | AnonymousUser) -> Seen:
    return seen_by(onlooker_of(user, person), person)
