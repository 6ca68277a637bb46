"""What travels in both servers: a text with one mark for each message and, in its words, when it was sent."""

import re
import time

MARK = b'"message.sent"'
SENT_AT = re.compile(rb"sent@(\d+\.\d+)@")


def words(number):
    return f"sent@{time.monotonic():.6f}@ Number {number}. It was a calm day with few twitches, and I slept for hours."


def bare_frame(number, length):
    """As long as the site's frame of one message."""
    text = f'{{"type": "message.sent", "html": "{words(number)}'
    return text.ljust(length - 2, ".") + '"}'
