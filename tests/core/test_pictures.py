"""Pictures are known by what they hold, and made anew without what they tell beside."""

import struct
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms

from community.core.pictures import clean_picture

RED, BLUE = (200, 30, 30), (30, 30, 200)
SCREEN = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
SWAPPED = SCREEN.replace(b"rXYZ", b"....").replace(b"bXYZ", b"rXYZ").replace(b"....", b"bXYZ")  # red shines blue
GPS, ARTIST, ORIENTATION = 0x8825, 0x013B, 0x0112


def two_colours(mode="RGB", size=(60, 40)):
    """The left half is red, the right half blue."""
    picture = Image.new("RGB", size, BLUE)
    picture.paste(RED, (0, 0, size[0] // 2, size[1]))
    return picture.quantize(2) if mode == "P" else picture.convert(mode)


def file_of(picture, kind, **options):
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def read(picture):
    return Image.open(BytesIO(picture.data))


def is_near(point, colour):
    return all(abs(one - other) < 25 for one, other in zip(point, colour, strict=False))


def chunks_of(webp):
    """The names of the parts of a WebP file."""
    assert (webp[:4], webp[8:12]) == (b"RIFF", b"WEBP")
    at, names = 12, []
    while at < len(webp):
        names.append(webp[at : at + 4])
        at += 8 + (size := struct.unpack("<I", webp[at + 4 : at + 8])[0]) + size % 2
    return names


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_every_kind_becomes_the_one_that_all_browsers_show(kind):
    picture = clean_picture(file_of(two_colours(), kind))

    assert (picture.width, picture.height, picture.content_type) == (60, 40, "image/webp")
    assert read(picture).size == (60, 40)
    assert is_near(read(picture).getpixel((5, 20)), RED)
    assert is_near(read(picture).getpixel((55, 20)), BLUE)


def test_a_file_is_read_as_it_comes_from_a_form():
    upload = SimpleUploadedFile("holiday.txt", file_of(two_colours(), "PNG"), content_type="text/html")

    assert clean_picture(upload).width == 60


@pytest.mark.parametrize(("size", "becomes"), [((400, 100), (200, 50)), ((100, 400), (50, 200)), ((30, 20), (30, 20))])
def test_a_large_picture_becomes_smaller_and_a_small_one_no_larger(size, becomes):
    picture = clean_picture(file_of(two_colours(size=size), "JPEG"), longest_edge=200)

    assert (picture.width, picture.height) == becomes == read(picture).size


def with_secrets(kind):
    exif = Image.Exif()
    exif[ARTIST] = "Jane Roe"
    exif.get_ifd(GPS).update({1: "N", 2: (52.0, 31.0, 7.0), 3: "E", 4: (13.0, 24.0, 1.0)})
    exif[GPS] = exif.get_ifd(GPS)
    more = {"JPEG": {"comment": b"Jane Roe", "xmp": b"<x:xmpmeta>Jane Roe</x:xmpmeta>"}}.get(kind, {})
    return file_of(two_colours(), kind, exif=exif, icc_profile=SCREEN, **more)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_r25_place_author_and_device_are_gone(kind):
    before = with_secrets(kind)
    assert Image.open(BytesIO(before)).getexif().get_ifd(GPS)[1] == "N"

    picture = clean_picture(before)

    assert set(chunks_of(picture.data)) <= {b"VP8 ", b"VP8L"}
    assert read(picture).getexif() == {}
    assert {"exif", "xmp", "icc_profile", "comment"} & set(read(picture).info) == set()
    for secret in (b"Jane", b"Exif", b"xmpmeta", b"acsp"):
        assert secret not in picture.data


@pytest.mark.parametrize(
    ("turn", "size", "red_at"),
    [
        *[(1, (60, 40), (5, 20)), (2, (60, 40), (55, 20)), (3, (60, 40), (55, 20)), (4, (60, 40), (5, 20))],
        *[(5, (40, 60), (20, 5)), (6, (40, 60), (20, 5)), (7, (40, 60), (20, 55)), (8, (40, 60), (20, 55))],
        (99, (60, 40), (5, 20)),
    ],
)
def test_a_picture_stands_upright_however_the_camera_was_held(turn, size, red_at):
    exif = Image.Exif()
    exif[ORIENTATION] = turn

    picture = clean_picture(file_of(two_colours(), "JPEG", exif=exif))

    assert read(picture).size == size == (picture.width, picture.height)
    assert is_near(read(picture).getpixel(red_at), RED)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_broken_words_of_a_camera_do_not_break_its_picture():
    assert clean_picture(file_of(two_colours(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff")).width == 60


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_the_colours_are_those_of_the_profile(mode):
    swapped = clean_picture(file_of(two_colours(mode), "PNG", icc_profile=SWAPPED))

    assert is_near(read(swapped).getpixel((5, 20)), BLUE)
    assert is_near(read(swapped).getpixel((55, 20)), RED)


def test_what_one_sees_through_is_no_matter_of_the_profile():
    clear = Image.new("RGBA", (20, 20), (*RED, 0))

    assert read(clean_picture(file_of(clear, "PNG", icc_profile=SWAPPED))).getpixel((5, 5))[3] == 0


@pytest.mark.parametrize("broken", [b"no", ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()])
def test_a_profile_that_does_not_fit_changes_nothing(broken):
    assert is_near(read(clean_picture(file_of(two_colours(), "PNG", icc_profile=broken))).getpixel((5, 5)), RED)


def test_colours_for_print_become_colours_for_a_screen():
    picture = read(clean_picture(file_of(two_colours("CMYK"), "JPEG")))

    assert picture.mode == "RGB"
    assert is_near(picture.getpixel((5, 20)), RED)


def test_sixteen_bits_of_grey_stay_grey():
    picture = read(clean_picture(file_of(Image.new("I;16", (20, 20), 128 * 256), "PNG")))

    assert is_near(picture.getpixel((5, 5)), (128, 128, 128))


@pytest.mark.parametrize("mode", ["1", "L"])
def test_black_and_white_stays_so(mode):
    assert is_near(read(clean_picture(file_of(Image.new(mode, (20, 20), 255), "PNG"))).getpixel((5, 5)), (255,) * 3)


def test_what_one_could_see_through_stays_so():
    clear = Image.new("RGBA", (20, 20), (*RED, 255))
    clear.paste((0, 0, 0, 0), (0, 0, 10, 20))
    listed = Image.new("P", (20, 20), 1)
    listed.putpalette([0, 0, 0, *RED])
    listed.paste(0, (0, 0, 10, 20))

    for data in (file_of(clear, "PNG"), file_of(clear, "WEBP"), file_of(listed, "PNG", transparency=b"\0\xff")):
        picture = read(clean_picture(data))
        assert picture.getpixel((2, 5))[3] == 0
        assert picture.getpixel((17, 5))[3] == 255
        assert is_near(picture.getpixel((17, 5)), RED)


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_of_a_moving_picture_the_first_moment_stays(kind):
    frames = [Image.new("RGB", (20, 20), colour) for colour in (RED, BLUE, RED)]
    data = file_of(frames[0], kind, save_all=True, append_images=frames[1:], duration=50, loop=0)
    assert Image.open(BytesIO(data)).n_frames == 3

    picture = read(clean_picture(data))

    assert getattr(picture, "n_frames", 1) == 1
    assert is_near(picture.convert("RGB").getpixel((5, 5)), RED)
