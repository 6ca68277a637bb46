"""Somebody without a name, told to filters whose SQL is written once."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import Error
from django.db.models import Q

from community.accounts.models import User
from community.accounts.stand_ins import kind_of, stand_in
from community.core.prepared import Prepared


def test_a_member_of_a_kind_has_a_slot_for_a_key(ada, mo):
    themselves = Prepared(lambda kind: User.objects.filter(pk=stand_in(kind).pk))

    assert themselves(kind_of(ada), reader=ada.pk) == [ada]
    assert themselves(kind_of(mo), reader=mo.pk) == [mo]
    assert (kind_of(ada), kind_of(mo)) == ((True, False), (True, True))
    assert stand_in(kind_of(mo)).is_moderator
    assert stand_in(kind_of(ada)).is_authenticated


def test_a_visitor_stays_a_visitor():
    assert kind_of(AnonymousUser()) is None
    assert isinstance(stand_in(None), AnonymousUser)


@pytest.mark.parametrize("fact", ["notes_left_out", "username", "is_editor"])
def test_a_filter_that_looks_at_more_of_them_fails_at_once(ada, fact):
    members = Prepared(lambda kind: User.objects.filter(Q(pk=1) if getattr(stand_in(kind), fact) else Q()))

    with pytest.raises(Error):
        members(kind_of(ada), reader=ada.pk)
