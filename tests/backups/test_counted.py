"""An archive that is whole, whose list says one row more than its database holds, changes nothing."""

import io
import json
import tarfile

import pytest

from community.backups.archive import MANIFEST


def with_one_more(archive, table):
    """The same, after somebody or something changed its list."""
    other = archive.with_name("one-more.tar")
    with tarfile.open(archive) as whole, tarfile.open(other, "w") as changed:
        for member in whole:
            data = whole.extractfile(member).read()
            if member.name == MANIFEST:
                said = json.loads(data)
                said["tables"][table] += 1
                data = json.dumps(said).encode()
                member.size = len(data)
            changed.addfile(member, io.BytesIO(data))
    archive.unlink()
    return other


@pytest.fixture(params=["forum_post", "moderation_case"], ids=["of two rows", "of none"])
def archive(request, site, kept):
    site.manage("backup", kept)
    [path] = kept.glob("*.tar")
    return with_one_more(path, request.param)


def test_rows_that_do_not_count_up_are_refused(site, archive):
    site.sql("UPDATE accounts_user SET theme = 'dark'")

    checked = site.refused("restore", archive, "--check")
    refused = site.refused("restore", archive, "--replace", "--yes")

    for line in (checked, refused):
        assert str(archive) in line
        assert "not hold what was backed up" in line or "not as many rows as were backed up" in line
    assert site.sql("SELECT DISTINCT theme FROM accounts_user") == [("dark",)], "nothing was changed"
    assert not (site.folder / "restore-unfinished").exists()
