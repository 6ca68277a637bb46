import pytest

from tests.resources.factories import make_folder


@pytest.fixture
def folder(tmp_path):
    return make_folder(tmp_path)
