"""What a message says, as HTML: light Markdown, without what a rule masks, with links to those it calls."""

from community.core.text import mentioned_in, render_markdown
from community.groups.mentions import addresses_of, called_by_name
from community.groups.models import SupportGroup
from community.words.masking import masked

MOST_CALLED = 5  # people; further names stay plain words


def rendered(text: str, *, group: SupportGroup) -> str:
    """Without a query when nobody is called."""
    called = called_by_name(names_called(text), group=group)
    return render_markdown(masked(text), names=addresses_of(called), light=True)


def names_called(text: str) -> list[str]:
    return mentioned_in(text, light=True)[:MOST_CALLED]
