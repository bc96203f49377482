"""The supply meter in the browser: it follows the form, says so once, and works without script."""

from collections.abc import Callable

from playwright.sync_api import Page

Open = Callable[..., Page]
