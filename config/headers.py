"""Headers for every page, so that no copy of one is left behind in a browser, a proxy or another site."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

NOTHING_ALLOWED = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "encrypted-media",
        "fullscreen",
        "geolocation",
        "gyroscope",
        "hid",
        "idle-detection",
        "local-fonts",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "picture-in-picture",
        "screen-wake-lock",
        "serial",
        "usb",
        "xr-spatial-tracking",
    )
)


class PrivateHeaders:
    """Stands below WhiteNoise, which answers static files itself: all that passes here is somebody's page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Cache-Control"] = "no-store"
        response["Permissions-Policy"] = NOTHING_ALLOWED
        response["Cross-Origin-Opener-Policy"] = "same-origin"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        return response


class ReadAsUtf8:
    """Forms are UTF-8 whatever their header says (RFC 1866 gives them no charset). Otherwise Django refuses them at a
    place where no calm page can be made any more."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.content_type == "application/x-www-form-urlencoded":
            request.encoding = "utf-8"
        return self.get_response(request)
