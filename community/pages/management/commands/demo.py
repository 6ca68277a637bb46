"""Fill an empty database with the made-up community, or print how to sign in to it."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from community.accounts.models import User
from community.pages.demo.actions import PASSWORD, SIGN_INS, build_community


class Command(BaseCommand):
    help = "Fills an empty database with an invented community. Its sign-ins work only while DEBUG is on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sign-ins", action="store_true", help="only print how to sign in")
        parser.add_argument("--if-empty", action="store_true", help="do nothing when there are members already")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["sign_ins"]:
            self.print_sign_ins()
        elif not User.objects.exists():
            self.stdout.write("Making the demo community:")
            build_community(now=timezone.now(), progress=lambda part: self.stdout.write(f"  {part}"))
        elif not options["if_empty"]:
            raise CommandError("There are members already. The demo community needs an empty database.")

    def print_sign_ins(self) -> None:
        """Nothing when this is not a demo community, or its sign-ins are switched off."""
        if settings.DEBUG and User.objects.filter(is_demo=True).exists():
            for name, who in SIGN_INS:
                self.stdout.write(f"{name} ({who}), password {PASSWORD}")
