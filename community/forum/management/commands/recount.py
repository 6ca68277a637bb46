"""Count posts and threads anew where a counter is wrong."""

from typing import Any

from django.core.management.base import BaseCommand

from community.forum.actions.recounting import recount


class Command(BaseCommand):
    help = "Repairs the counters of threads, boards and members, and says how many were wrong. The site can stay open."

    def handle(self, *args: Any, **options: Any) -> None:
        repairs = recount()
        self.stdout.write(
            f"Wrong and repaired: {repairs.threads} threads, {repairs.boards} boards, {repairs.members} members."
        )
