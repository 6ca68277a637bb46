"""How far it is: a bar on a terminal, plain lines in a log, nothing when asked to be quiet."""

from django.core.management.base import OutputWrapper

WIDTH = 30
EVERY = 10  # per cent, in a log


class Progress:
    """One step after another, each with so many bytes or pages to do."""

    def __init__(self, out: OutputWrapper, *, quiet: bool = False) -> None:
        self.out = out
        self.quiet = quiet
        self.is_terminal = out.isatty()
        self.name = ""
        self.total = self.done = 0
        self.said = -EVERY

    def say(self, line: str) -> None:
        if not self.quiet:
            self.out.write(f"{line}\n", ending="")
            self.out.flush()

    def begin(self, name: str, total: int) -> None:
        self.name, self.total, self.done, self.said = name, total, 0, -EVERY
        self.show()

    def add(self, number: int) -> None:
        self.at(self.done + number)

    def at(self, done: int) -> None:
        self.done = done
        self.show()

    def end(self) -> None:
        """What was reckoned beforehand may have been a little more or less."""
        self.at(self.total)
        if self.is_terminal:
            self.say("")

    def show(self) -> None:
        percent = 100 if self.total <= 0 else min(100, self.done * 100 // self.total)
        if self.quiet or percent == self.said:
            return
        if self.is_terminal:
            bar = "#" * (percent * WIDTH // 100)
            self.out.write(f"\r{self.name} [{bar:{WIDTH}}] {percent:3} %", ending="")
            self.out.flush()
            self.said = percent
        elif percent // EVERY > self.said // EVERY:
            self.say(f"{self.name}: {percent} %")
            self.said = percent
