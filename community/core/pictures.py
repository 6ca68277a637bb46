"""Pictures that people send, known by what they hold and never by their name, and made anew: without the place, the
moment and the device that files tell beside the picture, and without anything hidden in them."""

from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import Protocol

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, UnidentifiedImageError

LONGEST_EDGE = 1600
MOST_BYTES = 8_000_000
MOST_PIXELS = 40_000_000
MOST_SCANS = 200  # of a JPEG; a real one has about ten, and each costs a walk over all points
KINDS = ("JPEG", "PNG", "WEBP", "GIF")
QUALITY = 82
ORIENTATION = 0x0112  # in EXIF: how the camera was held
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
ONE_AT_A_TIME = Lock()  # the largest picture takes 400 MB while it is read
PATIENCE = 5  # seconds; whoever waits holds a thread that pages need


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True)
class Picture:
    data: bytes
    width: int
    height: int
    content_type: str = "image/webp"


class PictureRefused(Exception):
    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason  # a sentence for the person who sent it


def clean_picture(
    upload: bytes | Readable,
    *,
    longest_edge: int = LONGEST_EDGE,
    most_bytes: int = MOST_BYTES,
    most_pixels: int = MOST_PIXELS,
) -> Picture:
    """The picture as WebP in sRGB, upright, at most `longest_edge` points wide and high. Of a moving one the first
    moment. Raises PictureRefused."""
    data = upload if isinstance(upload, bytes) else upload.read(most_bytes + 1)
    if len(data) > most_bytes:
        raise PictureRefused(
            _("This file is larger than %(most)d MB. Send a smaller copy of the picture.")
            % {"most": most_bytes // 1_000_000}
        )
    picture = opened(data, most_pixels)
    if not ONE_AT_A_TIME.acquire(timeout=PATIENCE):
        raise PictureRefused(_("Many pictures are arriving at this moment. Wait a minute, then send it again."))
    try:
        picture = made_anew(picture, longest_edge)
    except Exception as problem:  # a broken file raises whatever its decoder stumbles on
        raise damaged() from problem
    finally:
        ONE_AT_A_TIME.release()
    return Picture(encoded(picture), picture.width, picture.height)


def opened(data: bytes, most_pixels: int) -> Image.Image:
    """Only the head is read here: how large the picture is stands there, and one too large is never unpacked."""
    try:
        picture: Image.Image = Image.open(BytesIO(data), formats=KINDS)
    except UnidentifiedImageError as problem:
        raise PictureRefused(
            _("This file is not a picture that every browser shows. Send it as JPEG, PNG, WebP or GIF.")
        ) from problem
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise too_many_points(most_pixels) from problem
    except Exception as problem:
        raise damaged() from problem
    if picture.format == "WEBP":  # takes twice the memory of the others
        most_pixels //= 2
    if picture.width * picture.height > most_pixels:
        raise too_many_points(most_pixels)
    if picture.format in ("JPEG", "MPO") and data.count(b"\xff\xda") > MOST_SCANS:
        raise damaged()
    return picture


def too_many_points(most_pixels: int) -> PictureRefused:
    return PictureRefused(
        _("This picture has more than %(most)d million points. Send a smaller copy of it.")
        % {"most": most_pixels // 1_000_000}
    )


def damaged() -> PictureRefused:
    return PictureRefused(_("This picture is damaged and cannot be read to its end. Save it anew and send that."))


def made_anew(picture: Image.Image, longest_edge: int) -> Image.Image:
    edges = (longest_edge, longest_edge)
    turn = TURNS.get(orientation(picture))
    profile = picture.info.get("icc_profile")
    picture.draft(None, edges)  # a JPEG is read at half or quarter size if that is enough
    small = with_whole_colours(picture)
    small.thumbnail(edges, Image.Resampling.LANCZOS)
    small = in_srgb(small, profile)
    small = small if turn is None else small.transpose(turn)
    small.info.clear()
    return small


def with_whole_colours(picture: Image.Image) -> Image.Image:
    """Points that can be mixed: no numbers in a list of colours, no 16 bits of grey, which Pillow would cut off."""
    if picture.mode.startswith("I"):
        return picture.point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode in ("1", "P", "PA") or (picture.mode in ("L", "RGB") and picture.has_transparency_data):
        return picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    return picture


def orientation(picture: Image.Image) -> int:
    with suppress(Exception):  # what a camera wrote about itself may be broken: the picture is not
        return int(picture.getexif().get(ORIENTATION, 1))
    return 1


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as every screen takes them, by the profile of the camera or the printer if it can be read."""
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    if profile:
        picture = picture.convert(mode) if picture.mode == "LA" else picture
        with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            source, screen = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
            picture = ImageCms.profileToProfile(picture, source, screen, outputMode=mode) or picture
    return picture.convert(mode)


def encoded(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "WEBP", quality=QUALITY)
    return file.getvalue()
