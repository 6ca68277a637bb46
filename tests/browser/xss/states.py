"""States in which words stand on a page, where the world of the matrix has another one."""

from datetime import timedelta

from django.urls import reverse

from community.chat.models import Meeting, Pause, Room
from community.moderation.compliance.models import ReviewEntry
from community.moderation.models import Proposal, Undoing
from tests.matrix.world import NOW


def put_into_states(world):
    """Behind the planting, which would undo some of it."""
    a_pause_that_runs(world)
    a_summary_that_waits(world)
    of_the_team(world)


def a_pause_that_runs(world):
    room = Room.objects.get(slug=world.kwargs["chat:host"]["slug"])
    hour = timedelta(hours=1)
    Pause.objects.update(room=room, starts_at=NOW - hour, until=NOW + hour, ended_at=None)


def a_summary_that_waits(world):
    """For those who were there to agree to."""
    running = Meeting.objects.get(pk=world.kwargs["chat:console"]["pk"])
    Meeting.objects.filter(pk=running.pk).update(summary_url="")
    world.more.append(running.get_absolute_url())


def of_the_team(world):
    """A proposal is read while its case is open; what was undone, on the page of its case."""
    Proposal.objects.update(case=world.kwargs["moderation:case"]["pk"])
    undone = Undoing.objects.get().decision.case
    world.more.append(undone.get_absolute_url())
    world.more.append(reverse("moderation:paper", args=[ReviewEntry.objects.latest("pk").slug]))
