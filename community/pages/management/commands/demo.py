"""Fill an empty database with the made-up community, or print how to sign in to it."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from community.accounts.models import User
from community.pages.demo.actions import PASSWORD, SIGN_INS, build_community, build_large

BAR = 30  # characters


class Command(BaseCommand):
    help = (
        "Fills an empty database with an invented community. Its sign-ins work only while DEBUG is on. "
        "--size large: 5,000 members, 20 boards, 20,000 threads, 400,000 posts, one thread of 5,000 (some minutes)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sign-ins", action="store_true", help="only print how to sign in")
        parser.add_argument("--if-empty", action="store_true", help="do nothing when there are members already")
        parser.add_argument("--size", choices=["small", "large"], default="small", help="large: for load tests")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["sign_ins"]:
            self.print_sign_ins()
        elif settings.HTTPS and not settings.DEBUG:
            raise CommandError("This is a real site: BASE_URL is https and DEBUG is off. It gets no made-up members.")
        elif not User.objects.exists():
            self.stdout.write("Making the demo community:")
            self.build(large=options["size"] == "large")
        elif not options["if_empty"]:
            raise CommandError("There are members already. The demo community needs an empty database.")

    def build(self, *, large: bool) -> None:
        if large:
            build_large(now=timezone.now(), step=self.show_bar)
        else:
            build_community(now=timezone.now(), progress=lambda part: self.stdout.write(f"  {part}"))

    def show_bar(self, what: str, share: float) -> None:
        """One line that fills up; a new line when it is full."""
        full = round(share * BAR)
        bar = "#" * full + "." * (BAR - full)
        self.stdout.write(f"\r  [{bar}] {share:4.0%} {what}", ending="\n" if share >= 1 else "")
        self.stdout.flush()

    def print_sign_ins(self) -> None:
        """Nothing when this is not a demo community, or its sign-ins are switched off."""
        if settings.DEBUG and User.objects.filter(is_demo=True).exists():
            for name, who in SIGN_INS:
                self.stdout.write(f"{name} ({who}), password {PASSWORD}")
