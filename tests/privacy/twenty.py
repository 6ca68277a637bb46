"""Twenty of everything a member can have twenty of: rows like one that is there, with what has to differ."""

from copy import copy
from datetime import timedelta
from uuid import uuid4

from django.apps import apps
from django.db import models
from django.db.models.base import ModelState

from community.conversations.models import Conversation
from community.forum.models import Alias, Bookmark, Poll, Post, Thread
from community.moderation.models import Answer, Appeal, Decision, Report
from community.notifications.models import Delivery, Notification
from community.privacy.export.contents import TABLES
from community.profiles.models import Detail
from tests.factories import NOON
from tests.privacy.everything import fill

TIMES = 20
FEWER = {  # columns of which there cannot be twenty: how many there are, and why
    "accounts.User.agreements_answered": (1, "one account"),
    "accounts.User.mail_stopped_for": (1, "one account"),
    "accounts.User.name_skeleton": (1, "one account"),
    "chat.ChatSettings.phrases": (1, "one row for each member"),
    "profiles.Detail.words": (7, "one row for each kind"),
}
AS_MANY = {"profiles.Detail": 7, "forum.Picture": 21}  # that of the world is a real picture, without words
FILLED = {  # nothing has to differ
    *("accounts.FormerName", "accounts.SignInEvent", "carers.OfferedDraft", "forum.Picture", "chat.Pause"),
    *("reminders.Correction", "moderation.Decision", "moderation.Debrief"),
}
TWINS = {  # what is another one's in number `n`; in this order, for some lead to others
    "usersessions.UserSession": lambda own, n: {"session_key": f"key-{n}"},
    "profiles.Detail": lambda own, n: {"kind": Detail.Kind.values[n + 1]},
    "groups.JoinRequest": lambda own, n: {"answer": "declined", "answered_at": NOON, "answered_by": own.moderator},
    "forum.Thread": lambda own, n: {},
    "forum.Alias": lambda own, n: {"thread": own.free(Thread, Alias, "thread"), "name": f"Quiet Heron {n}"},
    "forum.Poll": lambda own, n: {"thread": own.free(Thread, Poll, "thread")},
    "forum.PollOption": lambda own, n: {"position": 100 + n},
    "forum.Revision": lambda own, n: {"number": 100 + n},
    "forum.Bookmark": lambda own, n: {"post": own.free(Post, Bookmark, "post")},
    "conversations.Conversation": lambda own, n: {},
    "resources.KeptQuestion": lambda own, n: {"position": 100 + n, "text": f"Question {n}"},
    "resources.Suggestion": lambda own, n: {},
    "reminders.Occurrence": lambda own, n: {
        "due_at": NOON + timedelta(days=n + 30), "answer": "done", "answered_at": NOON, "ring_at": None, "reason": ""},
    "notifications.Notification": lambda own, n: {},
    "notifications.Delivery": lambda own, n: {
        "notification": own.free(Notification, Delivery, "notification"), "message_id": f"<{n}@here>"},
    "moderation.Report": lambda own, n: {"case": own.another_case()},
    "moderation.Appeal": lambda own, n: {"decision": own.free(Decision, Appeal, "decision")},
    "moderation.Answer": lambda own, n: {"appeal": own.free(Appeal, Answer, "appeal")},
    "moderation.TeamMessage": lambda own, n: {"number": 100 + n},
    "moderation.Complaint": lambda own, n: {"token": f"token-{n}"},
    "moderation.Shift": lambda own, n: {
        "starts_at": NOON - timedelta(days=n + 10), "ends_at": NOON - timedelta(days=n + 9)},
    "moderation.TrainingDone": lambda own, n: {"item": f"item-{n}"},
}  # fmt: skip


class Own:
    """Rows of one member, to lead to."""

    def __init__(self, member, moderator):
        self.member, self.moderator = member, moderator

    def free(self, parent, child, path):
        """One to which no other leads that way."""
        taken = own_rows(child, self.member).values(path)
        return own_rows(parent, self.member).exclude(pk__in=taken).first()

    def another_case(self):
        return twin(own_rows(Report, self.member).first().case, decided_at=NOON)


def grow(member, *, moderator):
    """Whatever cannot grow fails, and says of which table."""
    own = Own(member, moderator)
    for label in FILLED:
        model = apps.get_model(label)
        for _number in range(missing(model, member)):
            fill(model, member)
    for label, differing in TWINS.items():
        model = apps.get_model(label)
        row = own_rows(model, member).first()
        for number in range(missing(model, member)):
            new = twin(row, **differing(own, number))
            if isinstance(new, Conversation):
                go_along(row, new)


def go_along(conversation, new):
    """Who is in it, and the message that began it: its subject is that of whoever wrote this."""
    for place in conversation.participants.all():
        twin(place, conversation=new)
    twin(conversation.messages.get(number=1), conversation=new, submit_id=uuid4())


def twin(row, **differing):
    new = copy(row)
    new._state = ModelState()
    for name, value in {"pk": None, **differing}.items():
        setattr(new, name, value)
    new.save(force_insert=True)
    return new


def missing(model, member):
    return AS_MANY.get(model._meta.label, TIMES) - own_rows(model, member).count()


def own_rows(model, member):
    found = models.Q()
    for path in TABLES[model._meta.label].mine:
        found |= models.Q(**{path or "pk": member.pk})
    return model._base_manager.filter(found).order_by("pk").distinct()
