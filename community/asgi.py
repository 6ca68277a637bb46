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
from community.core.sockets import SameOrigin, SessionKey, unknown_path  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": pages,
        "websocket": SameOrigin(SessionKey(URLRouter([*websocket_urlpatterns, unknown_path]))),
    }
)
