"""Mails that come back, as mail servers write them. Written for these tests, after RFC 3464, 5965 and 6533."""

from email.message import Message

BOUNCE_ADDRESS = "bounces@community.example"
RETURNED = "Message-ID: <1@community.example>\r\nSubject: A new reply\r\n\r\nHello.\r\n"


def report(*blocks, to=BOUNCE_ADDRESS, kind="delivery-status", headers="", words="It did not work out."):
    """A delivery report: words for people, fields for machines, the mail it is about."""
    fields = "\r\n\r\n".join(["Reporting-MTA: dns; mx.far.example", *blocks])
    text = f"""From: MAILER-DAEMON@mx.far.example
To: {to}
Subject: Undelivered mail
{headers}MIME-Version: 1.0
Content-Type: multipart/report; report-type={kind}; boundary="part"

--part
Content-Type: text/plain; charset=utf-8

{words}

--part
Content-Type: message/{kind}

{fields}

--part
Content-Type: message/rfc822

{RETURNED}
--part--
"""
    return text.replace("\r\n", "\n").replace("\n", "\r\n").encode()


def failed(status, action="failed", more=""):
    return f"Final-Recipient: rfc822; ada@members.example\r\nAction: {action}\r\nStatus: {status}{more}"


def complaint(return_path="", feedback="abuse"):
    """What a provider sends for whoever pressed "This is spam"."""
    text = f"""From: feedback@far.example
To: abuse@community.example
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="part"

--part
Content-Type: text/plain

Somebody complained.

--part
Content-Type: message/feedback-report

Feedback-Type: {feedback}
User-Agent: Far/1.0
Version: 1
Original-Mail-From: <{return_path}>

--part
Content-Type: message/rfc822

{RETURNED}
--part--
"""
    return text.encode()


def plain(*headers, words="Your mail could not be delivered.", to=BOUNCE_ADDRESS):
    return "\r\n".join([f"To: {to}", *headers, "", words]).encode()


def nested(depth):
    """Parts in parts in parts."""
    begins = "".join(f'Content-Type: multipart/mixed; boundary="b{number}"\n\n--b{number}\n' for number in range(depth))
    return f"To: {BOUNCE_ADDRESS}\nMIME-Version: 1.0\n{begins}".encode()


def big(to):
    """Ten million letters and no end."""
    message = Message()
    message["To"] = to
    return message.as_bytes() + b"x" * 10_000_000
