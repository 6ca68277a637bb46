"""What a post touches on, said or corrected after it was written."""

from datetime import datetime

from django import forms

from community.accounts.note_fields import NotesField, ticked
from community.forum.models import Post
from community.forum.permissions import may_note_for_team, may_note_own
from community.forum.reader import Reader


class NotesForm(forms.Form):
    notes = NotesField()


def notes_forms(post: Post, reader: Reader, *, now: datetime) -> dict[str, NotesForm]:
    """The form that this person may fill in, by the name its template knows it under: the author's or the team's."""
    if reader.member is None:
        return {}
    if may_note_own(reader.member, post, role=reader.role, now=now):
        return {"own_notes": NotesForm(initial={"notes": ticked(post.content_notes & ~post.team_notes)})}
    if may_note_for_team(reader.member, post, role=reader.role):
        return {"team_notes": NotesForm(initial={"notes": ticked(post.content_notes)})}
    return {}
