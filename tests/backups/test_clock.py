"""What fell due since a backup was made is done before it is put in place, but for what leaves, or lies beside it."""

import pytest
from django.conf import settings
from django.utils import timezone

from community.backups.actions import LEFT_TO_THE_SITE, let_the_clock_catch_up
from community.notifications.models import Delivery
from community.privacy.export.actions import ask_for_export, folder
from community.privacy.models import ExportRequest


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"


def test_mails_and_files_wait_for_the_site_itself(ada):
    ask_for_export(ada, now=timezone.now())

    assert let_the_clock_catch_up() == []

    assert ExportRequest.objects.get().state == "waiting"
    assert list(folder().iterdir()) == []
    assert not Delivery.objects.filter(sent_at__isnull=False).exists()


def test_what_is_left_to_the_site_is_done_by_its_clock():
    assert set(settings.TICKS) > LEFT_TO_THE_SITE
