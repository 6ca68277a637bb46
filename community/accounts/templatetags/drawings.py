"""A handful of drawings, for the page that shows what the site is made of."""

from django import template

from community.accounts.drawings import ALL_DRAWINGS, Drawing, drawing

register = template.Library()


@register.simple_tag
def drawings(count: int) -> list[Drawing]:
    return [drawing(number) for number in ALL_DRAWINGS[:count]]
