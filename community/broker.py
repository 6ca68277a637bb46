"""How Celery's messages travel: as files on a laptop, through Redis on a server. docs/celery.md says why each value."""

from pathlib import Path

TRANSPORT = "community.core.broker_transport:Transport"  # of the files

REDIS_OPTIONS: dict[str, object] = {
    "visibility_timeout": 120,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_timeout": 30,
    "socket_connect_timeout": 3,
    "socket_keepalive": True,
    "health_check_interval": 10,
    # A page must not wait for a dead broker: its row is stored, and the next beat tick finds it.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0.1,
}


def files_in(folder: Path) -> dict[str, object]:
    return {
        "data_folder_in": str(folder / "broker"),
        "data_folder_out": str(folder / "broker"),
        "control_folder": str(folder / "broker-control"),
        "processed_folder": str(folder / "broker-done"),
        "store_processed": True,
        # A worker whose threads are all taken waits as long for its next message, and twenty ticks come every minute.
        "polling_interval": 0.05,
    }
