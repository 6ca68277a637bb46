"""What a group's moderators decide about a board: its rules, its reading list, its form, its place among the others."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify

from community.accounts.holding import as_now
from community.accounts.models import User
from community.forum.models import Board, FormField, ReadingLink
from community.groups.actions.ordering import moved, must_have_room, number
from community.groups.models import SupportGroup
from community.groups.permissions import can_moderate


class LabelTaken(Exception):
    """A form asks each thing once."""


@transaction.atomic
def add_board(*, group: SupportGroup, moderator: User, name: str, description: str) -> Board:
    """As the last of the group. A name that is there already gives the board that has it."""
    group = SupportGroup.objects.select_for_update(no_key=True).get(pk=group.pk)
    _must_moderate(moderator, group)
    if (twin := group.boards.filter(name__iexact=name).first()) is not None:
        return twin
    slug, position = _free_slug(f"{group.slug}-{name}"), group.boards.count()
    return Board.objects.create(group=group, slug=slug, name=name, description=description, position=position)


def _free_slug(words: str) -> str:
    """With the group's name in it, so that a number behind it tells nothing about boards of other groups."""
    slug = first = slugify(words)[:45].strip("-")
    number = 2
    while Board.objects.filter(slug=slug).exists():
        slug, number = f"{first}-{number}", number + 1
    return slug


@transaction.atomic
def change_board(
    *,
    board: Board,
    moderator: User,
    name: str,
    description: str,
    who_starts: str,
    who_replies: str,
    asks_questions: bool,
    takes_pictures: bool,
) -> None:
    board = _held(board, moderator)
    board.name, board.description = name, description
    board.who_starts, board.who_replies = who_starts, who_replies
    board.asks_questions, board.takes_pictures = asks_questions, takes_pictures
    board.save(update_fields=["name", "description", "who_starts", "who_replies", "asks_questions", "takes_pictures"])


@transaction.atomic
def move_board(*, board: Board, moderator: User, by: int) -> int:
    """Up (-1) or down (1) among the boards of its group; its place now, from 0."""
    SupportGroup.objects.select_for_update(no_key=True).get(pk=board.group_id)
    _must_moderate(moderator, board.group)
    return moved(list(board.group.boards.all()), board, by=by)


@transaction.atomic
def add_reading(*, board: Board, moderator: User, title: str, path: str) -> ReadingLink:
    """As the last of the list; the same address stands there once."""
    board = _held(board, moderator)
    must_have_room(board.reading.count())
    return board.reading.get_or_create(path=path, defaults={"title": title, "position": board.reading.count()})[0]


@transaction.atomic
def add_field(
    *, board: Board, moderator: User, label: str, help_text: str, kind: str, choices: str, required: bool
) -> FormField:
    """As the last question of the form. Posts that were written before stay as they are."""
    board = _held(board, moderator)
    position = board.form_fields.count()
    must_have_room(position)
    field = FormField(board=board, position=position)
    return _asked(field, label=label, help_text=help_text, kind=kind, choices=choices, required=required)


@transaction.atomic
def change_field(
    *, field: FormField, moderator: User, label: str, help_text: str, kind: str, choices: str, required: bool
) -> FormField:
    _held(field.board, moderator)
    field = FormField.objects.get(pk=field.pk)
    return _asked(field, label=label, help_text=help_text, kind=kind, choices=choices, required=required)


def _asked(field: FormField, *, label: str, help_text: str, kind: str, choices: str, required: bool) -> FormField:
    others = FormField.objects.filter(board_id=field.board_id).exclude(pk=field.pk)
    if others.filter(label__iexact=label).exists():
        raise LabelTaken
    field.label, field.help_text, field.kind = label, help_text, kind
    field.choices, field.required = choices, required
    field.save()
    return field


@transaction.atomic
def remove_row(*, row: ReadingLink | FormField, moderator: User) -> None:
    """Out of the list or the form; the others close the gap."""
    _held(row.board, moderator)
    type(row).objects.filter(pk=row.pk).delete()
    number(list(type(row).objects.filter(board_id=row.board_id)))


@transaction.atomic
def move_row(*, row: ReadingLink | FormField, moderator: User, by: int) -> int:
    """Up (-1) or down (1) in its list; its place now, from 0."""
    _held(row.board, moderator)
    return moved(list(type(row).objects.filter(board_id=row.board_id)), row, by=by)


def _held(board: Board, moderator: User) -> Board:
    """The board as it is now, kept from other moderators until commit."""
    board = Board.objects.select_for_update(of=("self",), no_key=True).select_related("group").get(pk=board.pk)
    _must_moderate(moderator, board.group)
    return board


def _must_moderate(moderator: User, group: SupportGroup) -> None:
    if not can_moderate(as_now(moderator), group):
        raise PermissionDenied("Only moderators of this group look after its boards.")
