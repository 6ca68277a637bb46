"""A mail server on a port of its own, which says at each step what the test wants."""

import contextlib
import email
import time

from tests.workers.sink import Sink, Talk

STALL, DROP = "stall", "drop"


class MoodyTalk(Talk):
    def handle(self):
        self.server.connections += 1
        with contextlib.suppress(ConnectionError):
            self.say(self.server.answer_to("GREETING"))
            while line := self.rfile.readline():
                self.server.lines.append(line.decode().strip())
                if not self.takes(line.decode().split()[0].upper()):
                    return

    def takes(self, verb):
        """Whether the talk goes on."""
        answer = self.server.answer_to(verb)
        if answer == STALL:
            time.sleep(self.server.stall)
        if answer in (STALL, DROP):
            return False
        if verb == "DATA" and answer.startswith("354"):
            return self.takes_words()
        self.say(answer)
        return verb != "QUIT"

    def takes_words(self):
        self.say("354 go on")
        if (answer := self.server.answer_to("WORDS")) == DROP:
            self.rfile.readline()
            return False
        source = b"".join(iter(self.rfile.readline, b".\r\n"))
        if answer == STALL:
            time.sleep(self.server.stall)
            return False
        if answer.startswith("2"):
            self.server.letters.append(email.message_from_bytes(source))
        self.say(answer)
        return True


class Moody(Sink):
    """`moods` has the next answers by verb, WORDS being the end of the letter; afterwards it takes everything."""

    stall = 1.3  # seconds; a busy machine answers sooner

    def __init__(self):
        super().__init__()
        self.RequestHandlerClass = MoodyTalk
        self.moods = {}
        self.letters = []
        self.lines = []
        self.connections = 0

    def answer_to(self, verb):
        usual = {"GREETING": "220 sink", "EHLO": "250 sink", "DATA": "354 go on", "QUIT": "221 bye"}.get(verb, "250 ok")
        return self.moods[verb].pop(0) if self.moods.get(verb) else usual
