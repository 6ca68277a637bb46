"""End the sign-ins of one member, or of everybody, without a suspension and without a new SECRET_KEY."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from community.accounts.models import User
from community.accounts.signing_out import sign_everybody_out, sign_out


class Command(BaseCommand):
    help = "Signs a member out everywhere, or everybody (--all). Who they are stays as it is: they sign in again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="?", help="the pseudonym of the member")
        parser.add_argument("--all", action="store_true", dest="everybody", help="everybody, after a theft of sign-ins")

    def handle(self, *args: Any, name: str | None, everybody: bool, **options: Any) -> None:
        if (name is None) != everybody:
            raise CommandError("Name one member, or say --all.")
        now = timezone.now()
        ended = sign_everybody_out(now=now) if name is None else sign_out(self.member(name), now=now)
        self.stdout.write(f"Sign-ins ended: {ended}. Rooms and other open pages notice it within a minute.")

    def member(self, name: str) -> User:
        member = User.objects.filter(username__iexact=name).first()
        if member is None:
            raise CommandError(f"There is no member called {name}.")
        return member
