"""The folders of the embedded broker, swept while others write into them."""

import os
import time
from threading import Thread

import pytest

from community.broker import files_in
from community.core.broker_files import make_broker_folders, processed_folder, sweep_processed_messages

DRAFTS = 400


@pytest.fixture
def folder(settings, tmp_path):
    settings.EMBEDDED, settings.CELERY_BROKER_TRANSPORT_OPTIONS = True, files_in(tmp_path)
    make_broker_folders()
    return processed_folder()


def test_what_was_dealt_with_long_ago_goes(folder):
    for name, age in (("old.msg", 7200), ("new.msg", 60)):
        (folder / name).touch()
        os.utime(folder / name, (time.time() - age,) * 2)

    sweep_processed_messages(older_than_seconds=3600)

    assert [file.name for file in folder.iterdir()] == ["new.msg"]


def test_a_draft_that_is_sent_meanwhile_stops_nothing(folder, tmp_path):
    """It is renamed when it is whole (`broker_transport.Channel`). The supervisor sweeps: the site would end."""

    def send(drafts):
        for draft in drafts:
            draft.rename(tmp_path / draft.name)

    for _time in range(4):
        drafts = [folder / f"{number}.draft" for number in range(DRAFTS)]
        for draft in drafts:
            draft.touch()
        sender = Thread(target=send, args=(drafts[::-1],))
        sender.start()
        while sender.is_alive():
            sweep_processed_messages(older_than_seconds=3600)
        sender.join()

    assert list(folder.iterdir()) == []
