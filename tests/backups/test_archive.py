"""An archive is read to its end before anything in it is believed."""

import io
import json
import tarfile
from datetime import UTC, datetime

import pytest

from community.backups.archive import DATABASE, HEAD, MANIFEST, Writer, head_of, is_safe, read_whole
from community.backups.manifest import Head, Unusable, as_json

HEAD_OF = Head(site="Steadfold", version="1.0", made_at=datetime(2026, 11, 29, 12, tzinfo=UTC), vendor="sqlite")
PICTURE = "media/pictures/a.webp"


def nothing(_what):
    return None


@pytest.fixture
def archive(tmp_path):
    """Small, and whole."""
    database, picture, path = tmp_path / "db", tmp_path / "a.webp", tmp_path / "whole.tar"
    database.write_bytes(b"rows " * 1000)
    picture.write_bytes(b"red " * 1000)
    with Writer(path, HEAD_OF, nothing) as writer:
        writer.add_file(DATABASE, database)
        writer.add_file(PICTURE, picture)
        writer.finish(migrations={"forum": ["0001_initial"]}, tables={"forum_post": 3})
    return path


def made_of(path, *members):
    """A tar file of these (name or TarInfo, bytes) after a good head."""
    with tarfile.open(path, "w") as tar:
        for name, data in [(HEAD, as_json(HEAD_OF)), *members]:
            info = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return path


def special(name, kind, target=""):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def refusal(path, sink=nothing):
    with pytest.raises(Unusable) as refused:
        read_whole(path, sink, nothing)
    line = str(refused.value)
    assert str(path) in line
    assert "\n" not in line
    return line


def test_what_was_written_is_read(archive, tmp_path):
    manifest = read_whole(archive, lambda name: (tmp_path / name.replace("/", "-")).open("wb"), nothing)

    assert (manifest.head, manifest.tables) == (HEAD_OF, {"forum_post": 3})
    assert set(manifest.files) == {DATABASE, PICTURE}
    assert (tmp_path / "media-pictures-a.webp").read_bytes() == b"red " * 1000
    assert head_of(archive) == HEAD_OF
    assert archive.stat().st_mode & 0o777 == 0o600


def test_a_file_that_went_meanwhile_is_left_out(tmp_path):
    with Writer(tmp_path / "it.tar", HEAD_OF, nothing) as writer:
        writer.add_file(PICTURE, tmp_path / "gone.webp")
        writer.finish(migrations={}, tables={})

    assert read_whole(tmp_path / "it.tar", nothing, nothing).files == {}


@pytest.mark.parametrize("share", [0.999, 0.7, 0.4, 0.1, 0.03])
def test_an_archive_cut_short_is_refused(archive, share):
    whole = archive.read_bytes()
    end = whole.rindex(b"}") + 1  # what follows are zeros
    archive.write_bytes(whole[: int(end * share)])

    assert "damaged" in refusal(archive) or "not whole" in refusal(archive)


def test_an_archive_without_its_end_is_refused_even_where_it_was_cut_between_two_files(archive):
    with tarfile.open(archive) as tar:
        at = tar.getmember(MANIFEST).offset
    archive.write_bytes(archive.read_bytes()[:at])

    assert "its end is missing" in refusal(archive)


@pytest.mark.parametrize("words", [b"rows rows", b"red red"])
def test_one_other_byte_is_found(archive, words):
    archive.write_bytes(archive.read_bytes().replace(words, words.upper(), 1))

    assert "is not what was backed up" in refusal(archive)


def test_a_file_that_is_not_listed_and_one_that_is_missing_are_found(archive, tmp_path):
    with tarfile.open(archive) as tar:
        manifest = tar.extractfile(MANIFEST).read()
        database = tar.extractfile(DATABASE).read()
    without = made_of(tmp_path / "without.tar", (DATABASE, database), (MANIFEST, manifest))
    more = [(DATABASE, database), (PICTURE, b"red " * 1000), ("media/more.webp", b""), (MANIFEST, manifest)]

    assert f"{PICTURE} is missing" in refusal(without)
    assert "media/more.webp is not" in refusal(made_of(tmp_path / "more.tar", *more))


@pytest.mark.parametrize(
    "name",
    ["../evil", "/etc/evil", "media/../../evil", "media//evil", "media/.", "media/a\\..\\b", "evil", "media/a\x01"],
)
def test_a_name_that_leads_elsewhere_is_refused_before_anything_is_written(tmp_path, name):
    asked = []
    line = refusal(made_of(tmp_path / "bad.tar", (name, b"x")), asked.append)

    assert "was not unpacked" in line or "damaged" in line
    assert asked == []


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE])
@pytest.mark.parametrize("name", [PICTURE, DATABASE])
def test_links_and_devices_are_refused(tmp_path, kind, name):
    asked = []
    line = refusal(made_of(tmp_path / "bad.tar", (special(name, kind, "/etc/passwd"), b"")), asked.append)

    assert "was not unpacked" in line
    assert asked == []


@pytest.mark.parametrize("name", [HEAD, MANIFEST])
def test_a_link_in_place_of_what_it_says_of_itself_is_refused(tmp_path, name):
    path = made_of(tmp_path / "bad.tar", (special(name, tarfile.SYMTYPE, "/etc/passwd"), b""))

    assert refusal(path)


def test_two_files_of_one_name_are_refused(tmp_path):
    assert "holds more than" in refusal(made_of(tmp_path / "bad.tar", (PICTURE, b"1"), (PICTURE, b"2")))


@pytest.mark.parametrize(
    "text", [b"", b"null", b"[]", b"{}", b"\xff", json.dumps({"head": 1}).encode(), b'{"files": {"a": 1}}']
)
def test_a_list_of_contents_that_is_none_is_refused(tmp_path, text):
    assert "cannot be read" in refusal(made_of(tmp_path / "bad.tar", (MANIFEST, text)))


@pytest.mark.parametrize("data", [b"", b"SQLite format 3\0" * 100, b"\x1f\x8b" + b"1" * 5000, b"\0" * 10240])
def test_what_is_no_archive_at_all_is_told(tmp_path, data):
    path = tmp_path / "holiday.tar"
    path.write_bytes(data)

    assert "no backup of this site" in refusal(path)


def test_somebody_elses_archive_is_told(tmp_path):
    path = tmp_path / "holiday.tar"
    with tarfile.open(path, "w") as tar:
        tar.addfile(tarfile.TarInfo("photo.jpg"))

    assert refusal(path) == f"{path} is no backup of this site."


def test_a_file_that_is_not_there_and_a_folder_are_told(tmp_path):
    assert "No such file" in refusal(tmp_path / "none.tar")
    assert "Is a directory" in refusal(tmp_path)


def test_an_archive_of_a_later_form_says_what_to_install(tmp_path):
    later = {**json.loads(as_json(HEAD_OF)), "format": 2, "version": "9.1"}
    path = tmp_path / "later.tar"
    with tarfile.open(path, "w") as tar:
        info = tarfile.TarInfo(HEAD)
        info.size = len(json.dumps(later))
        tar.addfile(info, io.BytesIO(json.dumps(later).encode()))

    assert "newer version (9.1)" in refusal(path)


@pytest.mark.parametrize("name", ["pictures/a.webp", "a", "täglich/ß.webp"])
def test_names_of_pictures_are_safe(name):
    assert is_safe(name)
