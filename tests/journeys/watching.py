"""What a browser complains about while pages are walked: console, content policy, failed files, other hosts."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

POLICY = """
addEventListener("securitypolicyviolation", event =>
  console.error(`policy: ${event.violatedDirective} refused ${event.blockedURI} ${event.sample}`));
"""
EXPECTED = "Failed to load resource: the server responded with a status of 4"
"""A page that answers 404, 409 or 422 on purpose; files that are missing are told by their own answer."""


class Watch:
    """Collects the faults of every page of a context."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.faults: list[str] = []
        self.host = urlsplit(base).netloc
        context.add_init_script(POLICY)
        context.on("console", self._hear)
        context.on("request", self._see_request)
        context.on("response", self._see_response)
        context.on("page", self._follow)

    def _follow(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(EXPECTED):
            where = message.page.url if message.page else "?"
            self.faults.append(f"{where}: {message.type}: {message.text}")

    def _see_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob", "about") and address.netloc != self.host:
            self.faults.append(f"asks another host: {request.url}")

    def _see_response(self, response: Response) -> None:
        path = urlsplit(response.url).path
        if response.status >= 500 or (path.startswith("/static/") and response.status >= 400):
            self.faults.append(f"{response.status} for {path}")
