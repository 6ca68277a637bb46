"""What lies in the folder of backups, and what of it may be deleted."""

from datetime import UTC, datetime, timedelta

import pytest

from community.backups.archive import Writer
from community.backups.folder import backups_in, chosen, forget_old, forgotten_work, name_of
from community.backups.keys import write_keys
from community.backups.manifest import Head, Unusable

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


def made(folder, *, days):
    moment = NOW - timedelta(days=days)
    path = folder / name_of(moment)
    head = Head(site="Steadfold", version="1.0", made_at=moment, vendor="sqlite")
    with Writer(path, head, lambda _number: None) as writer:
        writer.finish(migrations={}, tables={})
    return path


def test_the_newest_of_a_folder_is_chosen(tmp_path):
    made(tmp_path, days=3)
    newest = made(tmp_path, days=1)
    made(tmp_path, days=2)
    (tmp_path / "zzz.tar").write_text("")

    assert chosen(tmp_path) == newest
    assert chosen(newest) == newest


def test_backups_expire(tmp_path):
    old, edge, new = made(tmp_path, days=36), made(tmp_path, days=35), made(tmp_path, days=0)

    assert forget_old(tmp_path, days=35, now=NOW) == [old]
    assert [path for _at, path in backups_in(tmp_path)] == [edge, new]


def test_the_newest_stays_however_old_it_is(tmp_path):
    only = made(tmp_path, days=400)

    assert forget_old(tmp_path, days=35, now=NOW) == []
    assert only.exists()


def test_what_is_not_ours_stays(tmp_path):
    made(tmp_path, days=0)
    elsewhere = made(tmp_path / "..", days=90)
    namesake = tmp_path / name_of(NOW - timedelta(days=80))
    namesake.write_text("A diary, by chance under this name.")
    link = tmp_path / name_of(NOW - timedelta(days=70))
    link.symlink_to(elsewhere)
    others = [tmp_path / "photos.tar", tmp_path / f"{namesake.name}.gpg"]
    for path in others:
        path.write_text("")

    assert forget_old(tmp_path, days=35, now=NOW) == []
    assert all(path.exists() for path in [namesake, link, elsewhere, *others])


def test_only_work_that_was_left_long_ago_is_cleared_away(tmp_path):
    left = tmp_path / ".unfinished-abc"
    left.mkdir()

    assert forgotten_work(tmp_path, now=datetime.now(UTC)) == []
    assert forgotten_work(tmp_path, now=datetime.now(UTC) + timedelta(days=2)) == [left]


def test_keys_are_written_for_their_owner_only(tmp_path, monkeypatch, settings):
    monkeypatch.setenv("SECRET_KEY", "a-secret")
    monkeypatch.setenv("OF_SOMEBODY_ELSE_TOKEN", "another")
    file = tmp_path / "keys.env"
    file.write_text("the ones from before")
    file.chmod(0o644)

    names = write_keys(file, folder=tmp_path / "backups")

    assert {"SECRET_KEY", "FIELD_KEYS"} <= set(names)
    assert f"FIELD_KEYS='{','.join(settings.FIELD_KEYS)}'\n" in file.read_text()
    assert "SECRET_KEY='a-secret'\n" in file.read_text()
    assert "another" not in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["backups/keys", "backups/deep/keys", "backups/../backups/keys", "link/keys"])
def test_keys_never_lie_among_the_backups(tmp_path, name):
    folder = tmp_path / "backups"
    folder.mkdir()
    (tmp_path / "link").symlink_to(folder)

    with pytest.raises(Unusable, match="somewhere else"):
        write_keys(tmp_path / name, folder=folder)
    assert list(folder.iterdir()) == []
