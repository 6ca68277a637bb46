"""What a composer's page and view need of its draft. README.md shows how to put one into a form."""

import contextlib
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from community.accounts.consents import NotAgreed
from community.accounts.decorators import MemberRequest, is_mark_of, mark_of
from community.accounts.models import User
from community.accounts.stand_ins import Kind, kind_of, stand_in
from community.core.kept import is_secret
from community.core.prepared import Prepared, Slot
from community.drafts.actions import StaleDraft, TooLong, save_draft
from community.drafts.models import Draft, Fields
from community.drafts.querysets import DraftQuerySet

NOT_TYPED = {"draft_version", "draft_other", "draft_of", "save_draft", "preview", "submit_id", "client_id", "next"}
NOT_TYPED |= {"read_notes"}


@dataclass(frozen=True)
class Composing:
    """A composer and its draft: what the form begins with, and what its hidden fields carry."""

    key: str
    whose: str = ""
    fields: Fields = field(default_factory=dict)
    version: int = 0
    other: int | None = None  # what the page's text is kept as after a refused save, until one of the two is chosen
    saved_at: datetime | None = None
    rival: Draft | None = None  # what another device saved meanwhile
    has_others: bool = False
    is_unsaved: bool = False  # the page holds words that no draft has yet
    is_too_long: bool = False

    @property
    def url(self) -> str:
        return reverse("drafts:save", args=[self.key])

    @property
    def saved(self) -> str:
        return clock(self.saved_at) if self.saved_at else ""

    @property
    def rival_saved(self) -> str:
        return clock(self.rival.saved_at) if self.rival else ""

    @property
    def rival_text(self) -> str:
        return "\n\n".join(text for _name, text in self.rival.texts) if self.rival else ""


def saved_for(user: User | AnonymousUser, key: str) -> Draft | None:
    return next(iter(SAVED(kind_of(user), reader=user.pk, key=key)), None)


def saved_for_kind(kind: Kind) -> DraftQuerySet:
    return Draft.objects.visible_to(stand_in(kind)).live().with_others().filter(key=Slot("key"))


SAVED = Prepared(saved_for_kind)


def draft_for(request: MemberRequest, key: str) -> Composing:
    """To show a composer: with what is saved (one query), or, after a POST, with what the page knew and holds."""
    page = Composing(key, whose=mark_of(request.user))
    if request.method == "POST":
        version, other = marks_of(request.POST)
        return replace(page, fields=fields_of(request.POST), version=version, other=other, is_unsaved=True)
    draft = saved_for(request.user, key)
    if draft is None:
        return page
    beside = getattr(draft, "others", 0) > 0
    return replace(page, fields=draft.fields, version=draft.version, saved_at=draft.saved_at, has_others=beside)


def keep_if_asked(request: MemberRequest, key: str) -> Composing | None:
    """What the "Save draft" button of a page without JavaScript did, to show the composer again; None otherwise."""
    if "save_draft" not in request.POST:
        return None
    page = draft_for(request, key)
    try:
        draft = keep(request, key)
    except StaleDraft as stale:
        return replace(page, version=stale.draft.version, other=stale.other, rival=stale.draft, is_unsaved=False)
    except TooLong:
        return replace(page, is_too_long=True)
    return replace(page, version=draft.version, other=None, saved_at=draft.saved_at, is_unsaved=False)


def keep(request: MemberRequest, key: str) -> Draft:
    """Save what the page holds; StaleDraft, TooLong and NotAgreed as in `save_draft`."""
    version, other = marks_of(request.POST)
    fields, now = fields_of(request.POST), timezone.now()
    return save_draft(owner=request.user, key=key, fields=fields, version=version, other=other, now=now)


def keep_refused(request: MemberRequest, key: str) -> None:
    """What may not be sent now waits among the drafts, also where no script has saved it. Of who has not agreed to that
    nothing is kept: every page that refuses gives the text back."""
    with contextlib.suppress(StaleDraft, TooLong, NotAgreed):
        keep(request, key)


def fields_of(post: QueryDict) -> Fields:
    """What a person typed and chose: no tokens and passwords, and nothing that belongs to this one page."""
    typed = {name: [cleaned(text) for text in texts] for name, texts in post.lists() if is_typed(name)}
    return {cleaned(name): texts if len(texts) > 1 else "".join(texts) for name, texts in typed.items()}


def is_typed(name: str) -> bool:
    return name not in NOT_TYPED and not is_secret(name)


def cleaned(text: str) -> str:
    """Line breaks as one character, as in a stored post; PostgreSQL takes no NUL."""
    return text.replace("\r\n", "\n").replace("\0", "")


def marks_of(post: QueryDict) -> tuple[int, int | None]:
    """Which version the page went on from, and what its text is kept as since a refused save."""
    return number_in(post, "draft_version") or 0, number_in(post, "draft_other")


def number_in(post: QueryDict, name: str) -> int | None:
    text = post.get(name, "")
    return int(text) if text.isdecimal() and len(text) <= 10 else None


def is_the_writer(request: HttpRequest) -> bool:
    """Signed in, and as the member to whom the page was given: somebody else may have signed in in another tab."""
    if not isinstance(request.user, User):
        return False
    mark = request.POST.get("draft_of", "")
    return not mark or is_mark_of(request.user, mark)


def clock(moment: datetime) -> str:
    """The time of the reader's own day; with the date when it was another day."""
    local = timezone.localtime(moment)
    return date_format(local, "H:i" if local.date() == timezone.localdate() else "j F, H:i")
