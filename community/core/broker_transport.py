"""The embedded message broker: kombu's `filesystem`, but for what ended workers and lost nudges here.

kombu opens a message's file under its own name and writes it afterwards. A worker that looked between the two took an
empty message, could not read it and ended, and the nudge was gone with it.
"""

import logging
import time
import uuid
from pathlib import Path
from typing import Any

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.json import dumps

logger = logging.getLogger(__name__)


class Channel(filesystem.Channel):
    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]  # kombu differs with itself
        """Written aside and renamed when it is whole. Names are as long as each other and know the date, so that they
        sort by age, those from before a restart of the machine too."""
        name = f"{time.time_ns():020}_{uuid.uuid4()}.{queue}.msg"
        draft = Path(self.processed_folder) / f"{name}.draft"  # swept and on the same disk
        try:
            draft.parent.mkdir(exist_ok=True)  # kombu makes it when it reads, and a command may write before
            draft.write_text(dumps(payload))
            draft.rename(Path(self.data_folder_out) / name)
        except OSError as problem:
            raise ChannelError(f"Cannot write {draft}") from problem

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        """The next that can be read. A power cut may leave an empty file; it has been moved away by then."""
        while True:
            try:
                return super()._get(queue)
            except ValueError:
                logger.warning("A message in %s could not be read and was left out.", self.data_folder_in)


class Transport(filesystem.Transport):
    Channel = Channel
