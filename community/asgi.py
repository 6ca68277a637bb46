"""The site for an ASGI server: pages through Django's WSGI handler (four times cheaper), sockets through Channels."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings")

from a2wsgi import WSGIMiddleware
from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.wsgi import get_wsgi_application

pages = WSGIMiddleware(get_wsgi_application(), workers=8)  # type: ignore[arg-type]  # a response is an iterable of bytes

# Models can be imported only now.
from community.chat.routing import websocket_urlpatterns  # noqa: E402
from community.core.sockets import SameOrigin, unknown_path  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": pages,
        "websocket": SameOrigin(AuthMiddlewareStack(URLRouter([*websocket_urlpatterns, unknown_path]))),
    }
)
