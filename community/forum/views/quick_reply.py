"""The small box under a thread: one field, one button. Everything else has a page of its own."""

import uuid
from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.http import HttpRequest

from community.accounts.decorators import MemberRequest
from community.carers.forms import HelpingField
from community.carers.helping import Offers
from community.drafts.composing import Composing, draft_for
from community.forum.actions.writing import reply_key
from community.forum.forms.naming import ALIAS, SELF, OwnName
from community.forum.models import Thread
from community.forum.views.quoting import quoted_in


@dataclass(frozen=True)
class QuickReply:
    body: str
    in_reply_to: object  # the post that is quoted, or nothing
    own_name: OwnName
    draft: Composing
    submit_id: uuid.UUID
    helping: BoundField | None  # for whom it is written, where there is a choice
    chosen: list[tuple[str, str]]  # what the draft holds of the choices on the other page

    @property
    def write_as(self) -> str:
        """As last time: nobody unmasks themselves by writing quickly."""
        return ALIAS if self.own_name.alias_is_latest else SELF


def quick_reply(request: MemberRequest | HttpRequest, thread: Thread, *, offers: Offers | None = None) -> QuickReply:
    """Begins with the draft; what is quoted now comes behind it."""
    draft = draft_for(request, reply_key(thread))  # type: ignore[arg-type]  # who may write is signed in
    quoted = quoted_in(request, thread)
    kept = draft.fields.get("body", "")
    texts = [text for text in (kept if isinstance(kept, str) else "", str(quoted.get("body", ""))) if text]
    return QuickReply(
        body="\n\n".join(texts),
        in_reply_to=quoted.get("in_reply_to") or draft.fields.get("in_reply_to", ""),
        own_name=OwnName.in_thread(thread),
        draft=draft,
        submit_id=uuid.uuid4(),
        helping=helping_field(offers, draft) if offers and offers.options else None,
        chosen=other_fields(draft),
    )


def helping_field(offers: Offers, draft: Composing) -> BoundField:
    """As it was chosen for this text, if that is still possible."""
    form = forms.Form(initial={"helping": draft.fields.get("helping", "")})
    form.fields["helping"] = HelpingField(offers.options)
    return form["helping"]


def other_fields(draft: Composing) -> list[tuple[str, str]]:
    """Content notes, another name and the like, chosen on the full page and saved: they go along."""
    here = {"body", "in_reply_to", "write_as", "helping"}
    pairs = ((name, texts if isinstance(texts, list) else [texts]) for name, texts in draft.fields.items())
    return [(name, text) for name, texts in pairs if name not in here for text in texts]
