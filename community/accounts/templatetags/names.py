"""Names to choose from, where somebody is asked for one."""

from django import template

from community.accounts.naming.ideas import name_ideas

register = template.Library()
register.simple_tag(name_ideas)
