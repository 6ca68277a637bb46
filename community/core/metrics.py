"""Figures for Prometheus, on a port of their own that is not the site's: METRICS_PORT, off unless it is set.

No label leads to a member: labels are names of routes, tasks and outcomes, which the code gives. What is counted here
is counted in this process. What the database knows is asked when somebody looks (community/figures.py).
"""

import logging

from django.conf import settings
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server
from prometheus_client.registry import Collector

logger = logging.getLogger(__name__)
REGISTRY = CollectorRegistry(auto_describe=False)
QUICK_TO_SLOW = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)  # seconds

REQUESTS = Histogram(
    "steadfold_request_seconds",
    "How long pages took, by route and status.",
    ["view", "status"],
    buckets=QUICK_TO_SLOW,
    registry=REGISTRY,
)
SOCKETS = Gauge("steadfold_sockets_open", "Sockets that are open in this process.", registry=REGISTRY)
MAILS = Counter("steadfold_mails", "Mails that this process tried to send, by outcome.", ["outcome"], registry=REGISTRY)
TASKS = Histogram(
    "steadfold_task_seconds",
    "How long tasks took, by task and outcome.",
    ["task", "outcome"],
    buckets=(*QUICK_TO_SLOW, 30, 60),
    registry=REGISTRY,
)


def serve_metrics(*collectors: Collector, offset: int = 0) -> int:
    """The port, 0 where there is none. Workers take the one after that of the web process, since on one machine both
    run side by side. A port that is taken is no reason for the site to stay away."""
    if not settings.METRICS_PORT:
        return 0
    for collector in collectors:
        REGISTRY.register(collector)
    port = settings.METRICS_PORT + offset
    try:
        tls = {"certfile": settings.WEB_CERT, "keyfile": settings.WEB_KEY} if settings.WEB_CERT else {}
        start_http_server(port, addr=settings.METRICS_HOST, registry=REGISTRY, **tls)
    except OSError as problem:
        logger.warning("No metrics on port %s (METRICS_PORT): %s", port, problem.strerror)
        return 0
    return port
