"""The site for an ASGI server: pages through Django's WSGI handler (four times cheaper), sockets through Channels."""

import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings")

from a2wsgi import WSGIMiddleware
from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.wsgi import get_wsgi_application

from community.core.bodies import WholeBody
from community.core.running import hold_or_exit

hold_or_exit()
wsgi: Any = get_wsgi_application()
pages = WholeBody(WSGIMiddleware(wsgi, workers=8))

# Models can be imported only now.
from community.chat.routing import websocket_urlpatterns  # noqa: E402
from community.core.limits.sockets import SocketLimit  # noqa: E402
from community.core.metrics import serve_metrics  # noqa: E402
from community.core.sockets import Counted, SameOrigin, SessionKey, unknown_path  # noqa: E402
from community.figures import Figures  # noqa: E402

serve_metrics(Figures())

application = ProtocolTypeRouter(
    {
        "http": pages,
        "websocket": SameOrigin(Counted(SessionKey(SocketLimit(URLRouter([*websocket_urlpatterns, unknown_path]))))),
    }
)
