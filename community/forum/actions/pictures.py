"""Pictures on their way into a post: taken, left out again, put into it, erased when they never came that far."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from community.accounts.holding import held_now
from community.accounts.models import User
from community.core.erasures import record_erasure
from community.core.pictures import Picture as Clean
from community.core.pictures import PictureRefused, Readable, clean_picture
from community.forum.models import Board, Picture, Post
from community.forum.permissions import can_add_picture

MOST_WAITING = 4  # of one member; so many fit into one post
MOST_A_DAY = 20
WAITING_FOR = timedelta(days=1)
BATCH = 200


class PicturesGone(Exception):
    """A picture stands in another post by now, or was erased: the post was not written."""


class FourWait(PictureRefused):
    """Some of them perhaps for a post that was given up."""


def add_picture(*, board: Board, owner: User, upload: bytes | Readable, alt: str, now: datetime) -> Picture:
    """Keep one picture for a post on this board; raises PictureRefused. It is cleaned before the transaction begins:
    that can take seconds, in which nobody else could write."""
    _mind_limits(board, owner, now=now)
    clean = clean_picture(upload)
    name = default_storage.save(f"pictures/{uuid4().hex}.webp", ContentFile(clean.data))
    try:
        return _record(clean, name, board=board, owner=owner, alt=alt, now=now)
    except BaseException:  # a file without a row would never be erased
        default_storage.delete(name)
        raise


@transaction.atomic
def _record(clean: Clean, name: str, *, board: Board, owner: User, alt: str, now: datetime) -> Picture:
    owner = held_now(owner)  # two at once are counted one after the other
    board = Board.objects.select_related("group").get(pk=board.pk)  # cleaning takes seconds
    _mind_limits(board, owner, now=now)
    return Picture.objects.create(
        board=board, owner=owner, file=name, width=clean.width, height=clean.height, alt=alt, created_at=now
    )


def _mind_limits(board: Board, owner: User, *, now: datetime) -> None:
    if not can_add_picture(owner, board, now=now):
        raise PermissionDenied("You cannot add a picture on this board now.")
    own = Picture.objects.filter(owner=owner)
    if own.waiting().count() >= MOST_WAITING:
        raise FourWait(_("Four of your pictures wait to be posted, no more can. Leave one out, then send this one."))
    if own.filter(created_at__gt=now - timedelta(days=1)).count() >= MOST_A_DAY:
        raise PictureRefused(_("That is your twentieth picture in a day, and no more fit. Send this one tomorrow."))


@transaction.atomic
def leave_out_picture(picture: Picture, *, owner: User, now: datetime) -> bool:
    """Erase what was never posted; False when it was posted or left out meanwhile."""
    if picture.owner_id != owner.pk:
        raise PermissionDenied("Only who sent a picture leaves it out.")
    left_out = bool(Picture.objects.waiting().filter(pk=picture.pk).update(left_out_at=now))
    if left_out:
        transaction.on_commit(partial(default_storage.delete, str(picture.file.name)))
        record_erasure("forum.picture", picture.pk)
    return left_out


def attach(pictures: Iterable[Picture], post: Post) -> None:
    """Put them into the post, with the words that each has now. Inside the transaction that writes it."""
    for picture in pictures:
        waiting = Picture.objects.waiting().filter(pk=picture.pk, owner=post.author_id, board=post.thread.board_id)
        if not waiting.update(post=post, alt=picture.alt):
            raise PicturesGone
        post.picture_count += 1
    Post.objects.filter(pk=post.pk).update(picture_count=post.picture_count)


def forget_pictures(*, now: datetime) -> int:
    """Erase what was sent more than a day ago and never posted: claim the rows, erase the files, then forget the rows.
    What fails between is found again the next time."""
    old = Picture.objects.filter(post=None, created_at__lt=now - WAITING_FOR)
    old.filter(left_out_at=None).update(left_out_at=now)
    forgotten = 0
    for picture in old.filter(left_out_at__isnull=False)[:BATCH]:
        default_storage.delete(str(picture.file.name))
        forgotten += Picture.objects.filter(pk=picture.pk).delete()[0]
        record_erasure("forum.picture", picture.pk)
    return forgotten
