"""Bombs, disguised and broken files are refused by name of reason; what hides in a picture does not come through."""

import re
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from community.core import pictures
from community.core.pictures import PictureRefused, clean_picture
from tests.core.test_pictures import chunks_of, file_of, two_colours

COMMUNITY = Path(__file__).parent.parent.parent / "community"
IMPORTS_PIL = re.compile(r"\bPIL\b")
NOT_A_PICTURE = "This file is not a picture that every browser shows. Send it as JPEG, PNG, WebP or GIF."
DAMAGED = "This picture is damaged and cannot be read to its end. Save it anew and send that."
TOO_MANY = "This picture has more than 40 million points. Send a smaller copy of it."


def refusal(data, **limits):
    with pytest.raises(PictureRefused) as refused:
        clean_picture(data, **limits)
    return refused.value.reason


def png_head(width, height):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    points = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", points) + chunk(b"IEND", b"")


def archive():
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("picture.jpg", file_of(two_colours(), "JPEG"))
    return file.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF8",
        b"just words",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b'<?xml version="1.0"?><svg onload="alert(1)"/>',
        b"<!DOCTYPE html><script>alert(1)</script>",
        b"%PDF-1.7\n1 0 obj",
        b"MZ\x90\0",
        file_of(two_colours(), "TIFF"),
        file_of(two_colours(), "BMP"),
        file_of(two_colours(), "ICO"),
        file_of(two_colours(), "PPM"),
        archive(),
    ],
    ids=lambda data: repr(data[:8]),
)
def test_a_disguised_file_is_refused(data):
    assert refusal(data) == NOT_A_PICTURE


def test_a_script_in_a_picture_does_not_come_through():
    script = b"*/=1;alert(document.cookie)//<script>"

    for data in (file_of(two_colours(), "GIF") + script, file_of(two_colours(), "JPEG", comment=script) + archive()):
        assert script in data
        picture = clean_picture(data)
        assert b"alert" not in picture.data
        assert b"PK\x03\x04" not in picture.data


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_truncated_picture_is_refused(kind):
    data = file_of(Image.effect_noise((300, 300), 90).convert("RGB"), kind)

    assert refusal(data[: len(data) // 2]) == DAMAGED


@pytest.mark.parametrize("size", [(8000, 5001), (30_000, 30_000), (2**31 - 1, 1), (60_000, 60_000)])
def test_a_bomb_is_refused_before_it_is_unpacked(size, monkeypatch):
    monkeypatch.setattr(pictures, "made_anew", None)

    assert refusal(png_head(*size)) == TOO_MANY


def test_a_bomb_in_a_moving_picture_is_refused_too():
    small = bytearray(file_of(Image.new("P", (10, 10)), "GIF"))
    frame = small.index(b"\x2c", 13 + 3 * 2)
    small[frame + 5 : frame + 9] = struct.pack("<HH", 60_000, 60_000)

    assert refusal(bytes(small)) == TOO_MANY


def test_a_jpeg_of_very_many_scans_is_refused():
    data = file_of(two_colours(), "JPEG", progressive=True)
    scans = data[data.index(b"\xff\xda") : -2] * 100

    assert refusal(data[:-2] + scans + data[-2:]) == DAMAGED


def test_a_file_too_large_is_refused_without_being_read_whole():
    upload = BytesIO(file_of(two_colours(), "PNG") + b"\0" * 9_000_000)

    assert refusal(upload) == "This file is larger than 8 MB. Send a smaller copy of the picture."
    assert upload.tell() == 8_000_001


def test_the_limits_are_those_of_the_caller():
    data = file_of(two_colours(size=(2000, 1001)), "PNG")

    assert refusal(data, most_pixels=2_000_000) == TOO_MANY.replace("40", "2")


def test_who_would_wait_too_long_is_told(monkeypatch):
    monkeypatch.setattr(pictures, "PATIENCE", 0.01)

    with pictures.ONE_AT_A_TIME:
        assert refusal(file_of(two_colours(), "PNG")).startswith("Many pictures are arriving")
    assert clean_picture(file_of(two_colours(), "PNG")).width == 60


WHOLE = [file_of(two_colours(), kind) for kind in ("JPEG", "PNG", "WEBP", "GIF")]


def outcome(data):
    try:
        return chunks_of(clean_picture(data, most_pixels=1_000_000).data)
    except PictureRefused as refused:
        return refused.reason[:5]


@given(st.sampled_from(WHOLE), st.integers(0, 400), st.binary(min_size=1, max_size=6))
@settings(deadline=None)
def test_a_broken_file_is_a_picture_or_a_refusal(data, at, noise):
    broken = data[:at] + noise + data[at + len(noise) :]

    assert outcome(broken) in ("This ", [b"VP8 "], [b"VP8L"], [b"VP8X", b"ALPH", b"VP8 "])


def test_only_one_module_opens_pictures():
    users = [path.name for path in COMMUNITY.rglob("*.py") if IMPORTS_PIL.search(path.read_text())]

    assert sorted(users) == ["log_lines.py", "pictures.py"]  # the first names its log and keeps it quiet
