"""A mail server that takes every letter, slowly if told so, and may fall silent over one of them."""

import contextlib
import email
import socketserver
import threading
import time

ANSWERS = {"EHLO": "250 sink", "DATA": "354 go on", "QUIT": "221 bye"}


class Talk(socketserver.StreamRequestHandler):
    def handle(self):
        with contextlib.suppress(ConnectionError):  # the other end was killed
            self.say("220 sink")
            while line := self.rfile.readline():
                verb = line.decode().split()[0].upper()
                self.say(ANSWERS.get(verb, "250 ok"))
                if verb == "DATA" and not self.takes_letter():
                    self.rfile.read()  # until the other end is gone
                elif verb == "QUIT":
                    return

    def takes_letter(self):
        """Whether it was said that the letter was taken; it was in any case."""
        source = b"".join(iter(self.rfile.readline, b".\r\n"))
        time.sleep(self.server.pace)
        if self.server.note(email.message_from_bytes(source)["Message-ID"]):
            return False
        self.say("250 taken")
        return True

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())


class Sink(socketserver.ThreadingTCPServer):
    daemon_threads = True
    pace = 0.0  # seconds it thinks about each letter
    silent_over: str = ""  # the Message-ID of the letter that it takes once without a word

    def __init__(self, port=0):
        super().__init__(("127.0.0.1", port), Talk)
        self.lock = threading.Lock()
        self.taken = []
        self.url = f"smtp://127.0.0.1:{self.server_address[1]}"

    def note(self, message_id):
        """Whether this is the letter to fall silent over."""
        with self.lock:
            self.taken.append(message_id)
            return message_id == self.silent_over and self.taken.count(message_id) == 1

    @contextlib.contextmanager
    def open(self):
        listening = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05})
        listening.start()
        try:
            yield self
        finally:
            self.shutdown()
            listening.join()
            self.server_close()
