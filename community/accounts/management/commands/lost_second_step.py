"""Take a member's second step away, once they have shown who they are: docs/security/signing-in.md."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from community.accounts.lost_step import NotShown, send_code, take_away
from community.accounts.models import User


class Command(BaseCommand):
    help = "Without a number: sends one to the member's address. With the number that they tell you: takes it away."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the pseudonym of the member")
        parser.add_argument("code", nargs="?", help="what they tell you, from the next day on")

    def handle(self, *args: Any, name: str, code: str | None, **options: Any) -> None:
        member = User.objects.filter(username__iexact=name, is_active=True).first()
        if member is None:
            raise CommandError(f"There is no member called {name}.")
        try:
            self.stdout.write(self.asked(member) if code is None else self.told(member, code))
        except NotShown as problem:
            raise CommandError("Nothing was done. " + NotShown.__doc__.strip()) from problem  # type: ignore[union-attr]

    def asked(self, member: User) -> str:
        send_code(member, now=timezone.now())
        return "A number is on its way to the address of the account. It counts from tomorrow on, for a week."

    def told(self, member: User, code: str) -> str:
        ended = take_away(member, code=code.replace(" ", ""), now=timezone.now())
        return f"The second step is gone, and {ended} sign-ins ended. The member signs in and sets up another."
