"""A member with something in every column that holds words, who leaves."""

import hashlib

from allauth.account.models import EmailAddress, EmailConfirmation
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.db import Error, connection, models, transaction

from community.accounts.actions import list_sign_in
from community.accounts.models import User
from community.accounts.naming.lookalikes import skeleton
from community.conversations.models import Conversation
from community.core.text import quote_of
from community.drafts.models import Draft, OtherVersion
from community.forum.actions import add_reply
from community.forum.models import Picture, Post
from community.moderation.append_only import keep, lift
from community.notifications.models import Delivery
from community.privacy.export.contents import exported
from community.privacy.models import Leaving
from community.privacy.retention import columns_of, lines_of
from community.privacy.retention import models as every_model
from tests.chat.factories import make_message
from tests.conversations.factories import send
from tests.drafts.factories import save
from tests.factories import NOON
from tests.forum.factories import make_replies
from tests.privacy.everything import everything_of
from tests.privacy.stored import everything_stored
from tests.privacy.twenty import TIMES, grow, own_rows
from tests.reminders.factories import make_reminder

ROOM, END = 20, 16  # characters of one of these words; columns that hold less hold a word of the code
CODES = {  # columns that say something the code has to understand
    *("time_zone", "home_zone", "asked_zone", "language", "password", "url", "path", "notice_link", "summary_url"),
    *("session_key", "token_hash", "file", "key", "slug", "more_times", "month_days", "left_out", "data", "ticks"),
    *("message_id", "object_id", "problem", "starter", "weekdays"),
}
BESIDE = {  # what has to be there with it
    "accounts.User.mail_stopped_for": {"mail_stopped_why": "bounced", "mail_stopped_at": NOON},
    "moderation.Shift.note": {"noted_at": NOON},
}
BY_HAND = {  # words whose row is made below
    *("accounts.User.username", "accounts.User.email", "account.EmailAddress.email", "sessions.Session.session_data"),
    *("admin.LogEntry.object_repr", "admin.LogEntry.change_message"),
}

MADE = "accounts.User.name_skeleton"  # of the name


def word(*what):
    """One that stands nowhere else, and that no index shortens by what comes before it."""
    return "q" + hashlib.sha256(" ".join(map(str, what)).encode()).hexdigest()[: ROOM - 1]


def holds_words(field):
    if isinstance(field, models.JSONField):
        return True
    return (
        isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and (field.max_length or ROOM) >= ROOM
    )


def word_columns(model):
    fields = [model._meta.get_field(name) for name in columns_of(model)]
    return [field for field in fields if holds_words(field) and field.name not in CODES]


class Leaver:
    """Ada of the matrix, with twenty of everything there can be twenty of. `said`: which words stand where."""

    def __init__(self, world):
        self.world, self.member, self.said = world, world.ada, {}
        self.twenty_of_what_others_read()
        everything_of(self.member)
        User.objects.filter(pk=self.member.pk).update(time_zone="UTC", language="", theme="")
        self.member.refresh_from_db()
        self.member.username, self.member.email = word("name"), f"{word('address')}@members.example"
        self.member.save()
        self.on_the_way()
        Leaving.objects.all().delete()
        grow(self.member, moderator=world.sam)
        lift(connection, ["update"])
        for _group, _part, model in exported():
            self.say(model, own_rows(model, self.member))
        self.said["forum.Picture.file"] = list(self.pictures())
        keep(connection)
        self.what_others_wrote()

    def twenty_of_what_others_read(self):
        make_replies(self.world.thread, self.member, TIMES)
        hidden = [post.pk for post in make_replies(self.world.thread, self.member, TIMES)]
        Post.objects.filter(pk__in=hidden).update(hidden_at=NOON, hidden_reason="x")
        room, talk = self.member_room(), Conversation.objects.filter(messages__author=self.member).first()
        for number in range(TIMES):
            make_message(room, self.member, f"Message {number}")
            send(talk, self.member, f"Letter {number}")
            make_reminder(self.member, title=f"Reminder {number}")
            draft = save(self.member, key=f"reply:{1000 + number}")
            OtherVersion.objects.create(draft=draft, fields={}, created_at=NOON)

    def member_room(self):
        return self.world.board.group.rooms.first()

    def on_the_way(self):
        """What no column of the account leads to."""
        member = self.member
        address = EmailAddress.objects.filter(user=member).first()
        EmailAddress.objects.filter(pk=address.pk).update(email=member.email)
        EmailConfirmation.objects.create(email_address=address, key=word("key"), created=NOON)
        Delivery.objects.create(
            message_id="<code@here>",
            to_address=member.email,
            subject="Code",
            text=word("code"),
            created_at=NOON,
            due_at=NOON,
        )
        session = SessionStore()
        session["_auth_user_id"], session["kept"] = str(member.pk), {"fields": {"body": word("kept")}}
        session.save()
        list_sign_in(member, session_key=session.session_key, device="Firefox/Windows", now=NOON)
        about = ContentType.objects.get_for_model(User)
        LogEntry.objects.create(
            user=self.world.cast["admin"], content_type=about, object_id=member.pk, object_repr=member.username,
            action_flag=CHANGE, change_message=word("changed"),
        )  # fmt: skip
        self.said |= {"by hand": [word(name) for name in ("name", "address", "key", "code", "kept", "changed")]}
        self.said[MADE] = [skeleton(member.username)]

    def pictures(self):
        """What a file holds is a word, too; every other picture was posted."""
        for number, picture in enumerate(own_rows(Picture, self.member).filter(file="")):
            text = word("picture", picture.pk)
            picture.file.save(f"{picture.pk}.webp", ContentFile(text.encode()), save=False)
            picture.post = self.world.thread.posts.last() if number % 2 else None
            picture.save()
            yield text

    def say(self, model, rows):
        for field in word_columns(model):
            if (
                f"{model._meta.label}.{field.name}" in {*BY_HAND, MADE}
                or lines_of(model)[field.name].leaving == "stays"
            ):
                continue
            said = [text for row in rows[: 3 * TIMES] if (text := self.say_in(row, field))]
            if said:
                self.said[f"{model._meta.label}.{field.name}"] = said

    def say_in(self, row, field):
        text = word(row._meta.label, field.name, row.pk)
        value = text
        if isinstance(field, models.JSONField):
            value = {"words": text} if field.has_default() and isinstance(field.get_default(), dict) else [[text, text]]
        if row._meta.label == "forum.Alias":
            value = f"Quiet {text}"
        beside = BESIDE.get(f"{row._meta.label}.{field.name}", {})
        try:
            with transaction.atomic():
                for name, one in {field.name: value, **beside}.items():
                    setattr(row, name, one)  # by the row, since some columns are sealed for it
                row.save(update_fields=[field.name, *beside])
        except Error:
            return ""  # a constraint says what it must hold
        return text

    def what_others_wrote(self):
        """Quotes and calls, in the words of others."""
        member, bo = self.member, self.world.bo
        post = self.world.thread.posts.filter(author=member, alias=None, hidden_at=None, removed_at=None).last()
        quote = quote_of(post.body, name=member.username, address=post.get_absolute_url())
        self.quoting = add_reply(
            thread=self.world.thread, author=bo, body=f"{quote}Thank you, @{member.username}. So do I.", now=NOON
        )
        Draft.objects.create(
            owner=bo, key="reply:1", version=1, saved_at=NOON, fields={"body": f"{quote}Me too. @{member.username}!"}
        )
        make_message(self.member_room(), self.world.gil, f"@{member.username} are you here?")

    @property
    def words(self):
        return {text for texts in self.said.values() for text in texts}

    def hits(self, words=None):
        """Where any of these words is stored. An index leaves out the beginning that two share."""
        wanted = {text[-END:] for text in words or self.words}
        return {place for place, text in everything_stored() if wanted & ends_in(text)}

    def not_stored(self):
        """Columns of whose words one is nowhere."""
        found = set().union(*(ends_in(text) for _place, text in everything_stored()))
        return {place for place, texts in self.said.items() if not {text[-END:] for text in texts} <= found}


def ends_in(text):
    """Whatever in it could be the end of one of these words."""
    return {text[at : at + END] for at in range(len(text) - END + 1)}


def columns_that_hold_words():
    """What a member may have written, by table and column; not what is sealed, and not what is about nobody."""
    for model in every_model():
        lines = lines_of(model)
        for field in word_columns(model):
            line = lines[field.name]
            if line.is_personal and line.leaving not in {"stays", "sealed"}:
                yield f"{model._meta.label}.{field.name}"
