"""What is sealed goes into a backup sealed, and opens after a restore by the keys that were kept elsewhere."""

LOOK = """
from community.reminders.models import Reminder
print(json.dumps(list(map(str, [reminder.title for reminder in Reminder.objects.order_by("pk")]))))
"""
STORED = "SELECT title, note FROM reminders_reminder ORDER BY id"
CLOSED = "These words cannot be opened at the moment."


def go_back(site, app, number):
    """As a site that came here step by step: squashed migrations are never undone."""
    site.sql("DELETE FROM django_migrations WHERE name LIKE '%squashed%'")
    site.manage("migrate", app, number, "-v0")


def test_words_of_a_restored_site_open_with_its_keys_and_wait_without_them(site, kept, tmp_path):
    site.manage("backup", kept, "--keys", tmp_path / "keys.env")
    [archive] = kept.glob("*.tar")
    key = (site.folder / "field.keys").read_text().strip()
    (site.folder / "field.keys").unlink()  # a new machine

    told = site.manage("restore", kept, "--replace", "--yes")
    without = site.shell(LOOK)
    site.environment["FIELD_KEYS"] = key
    with_keys = site.shell(LOOK)

    assert b"Eye-drops" not in archive.read_bytes()
    assert key.encode() not in archive.read_bytes()
    assert f"FIELD_KEYS='{key}'" in (tmp_path / "keys.env").read_text()
    assert "Rows with words that stay closed until FIELD_KEYS names the key of this backup: 1" in told
    assert without == [CLOSED]
    assert with_keys == ["Eye-drops"]


def test_a_backup_from_before_is_sealed_as_it_is_restored_and_a_site_can_go_back(site, kept):
    go_back(site, "reminders", "0009")
    go_back(site, "notifications", "0014")
    site.sql("UPDATE reminders_reminder SET note = 'sealed1:00000000:Canary'")  # as if it were sealed
    site.manage("backup", kept)

    site.manage("restore", kept, "--replace", "--yes")

    [(title, note)] = site.sql(STORED)
    assert title.startswith("sealed1:")
    assert "Canary" not in note
    assert site.shell(LOOK) == ["Eye-drops"]
    go_back(site, "reminders", "0009")
    assert site.sql(STORED) == [("Eye-drops", "sealed1:00000000:Canary")]
