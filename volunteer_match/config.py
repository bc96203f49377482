"""Settings, read once from the environment. Every fault is named with its variable, all at once."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

DEFAULT_SECRET = "development-only-secret-never-for-production"  # noqa: S105 - refused in production
DEFAULT_DEMO_PASSWORD = "a-window-to-the-garden"  # noqa: S105 - printed at start, never used in production
ENVIRONMENTS = ("development", "test", "production")


class ConfigFault(Exception):
    """The environment can't be used; `faults` has one sentence for each variable that is wrong."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Config:
    """All settings. Sizes are bytes, times are seconds unless the name says otherwise."""

    environment: str
    secret_key: str = field(repr=False)
    database_url: str = field(repr=False)
    port: int
    workers: int
    base_url: str
    demo_password: str = field(repr=False)
    smtp_url: str | None = field(repr=False)
    mail_from: str
    mail_postal_line: str
    """Who sends the e-mails, and from where: one line at their foot."""
    max_body_bytes: int
    import_max_bytes: int
    proxy_count: int
    notice_delay_seconds: int
    sqlite_synchronous: str
    supply_questions: int
    """Questions that a partner may ask the supply meter in a day."""
    allows_private: bool
    """Whether webhooks and calendars may be on this machine or in a private network, and without TLS."""
    meeting_pattern: str
    """The address of a room made for a session; `{room}` stands for its name."""

    @property
    def is_production(self) -> bool:
        return self.environment == "production"

    @property
    def is_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")


class _Reader:
    """Reads single variables and collects what is wrong with them."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.faults: list[str] = []

    def text(self, name: str, default: str) -> str:
        return self.environ.get(name, "").strip() or default

    def choice(self, name: str, default: str, choices: tuple[str, ...]) -> str:
        value = self.text(name, default)
        if value not in choices:
            self.faults.append(f"{name}: '{value}' is not one of {', '.join(choices)}")
        return value

    def number(self, name: str, default: int, low: int, high: int) -> int:
        raw = self.text(name, str(default))
        if not raw.isdecimal() or not low <= int(raw) <= high:
            self.faults.append(f"{name}: '{raw}' is not a whole number from {low} to {high}")
            return default
        return int(raw)

    def private(self, *, production: bool) -> bool:
        """Whether people may have us ask machines that only we can reach: never in production."""
        allowed = self.choice("ALLOW_PRIVATE_ADDRESSES", "no", ("no", "yes")) == "yes"
        if allowed and production:
            self.faults.append("ALLOW_PRIVATE_ADDRESSES: for development only; leave it out in production")
        return allowed

    def secret(self, *, production: bool) -> str:
        value = self.text("SECRET_KEY", DEFAULT_SECRET)
        if production and value == DEFAULT_SECRET:
            suggestion = secrets.token_urlsafe(32)
            self.faults.append(f"SECRET_KEY: missing or the default; set a secret of its own, for example {suggestion}")
        elif production and len(value) < 32:
            self.faults.append("SECRET_KEY: shorter than 32 characters")
        return value

    def database(self) -> str:
        """The SQLAlchemy address of the database; SQLite in `instance/` unless DATABASE_URL says otherwise."""
        raw = self.text("DATABASE_URL", f"sqlite:///{Path('instance').absolute() / 'volunteer-match.sqlite3'}")
        scheme, separator, rest = raw.partition("://")
        if scheme in ("postgresql", "postgres", "postgresql+psycopg") and separator:
            return f"postgresql+psycopg://{rest}"
        if scheme == "sqlite" and separator:
            return raw
        self.faults.append("DATABASE_URL: begins neither with postgresql:// nor with sqlite:///")
        return raw

    def site_address(self, default: str, *, production: bool) -> str:
        """Where people reach the site: links in e-mails and secure cookies depend on it."""
        if production and not self.text("BASE_URL", ""):
            self.faults.append("BASE_URL: missing; set the address people use, such as https://volunteer.example.org")
        return self.address("BASE_URL", default, ("http", "https")).rstrip("/")

    def pattern(self, name: str, default: str, mark: str) -> str:
        value = self.address(name, default, ("https", "http"))
        if value.count(mark) != 1 or mark in (urlsplit(value).hostname or ""):
            self.faults.append(f"{name}: has to hold {mark} once, after the host")
        return value

    def address(self, name: str, default: str, schemes: tuple[str, ...]) -> str:
        value = self.text(name, default)
        if value and (urlsplit(value).scheme not in schemes or not urlsplit(value).hostname):
            self.faults.append(f"{name}: not an address that begins with {' or '.join(s + '://' for s in schemes)}")
        return value


def read_config(environ: Mapping[str, str] = os.environ) -> Config:
    """Returns the settings in `environ`; raises ConfigFault naming every variable at fault."""
    read = _Reader(environ)
    environment = read.choice("APP_ENV", "development", ENVIRONMENTS)
    production = environment == "production"
    port = read.number("PORT", 8000, 1, 65535)
    config = Config(
        environment=environment,
        secret_key=read.secret(production=production),
        database_url=read.database(),
        port=port,
        workers=read.number("WORKERS", 2, 1, 64),
        base_url=read.site_address(f"http://127.0.0.1:{port}", production=production),
        demo_password=read.text("DEMO_PASSWORD", DEFAULT_DEMO_PASSWORD),
        smtp_url=read.address("SMTP_URL", "", ("smtp", "smtps", "smtp+starttls")) or None,
        mail_from=read.text("MAIL_FROM", "Volunteer Match <no-reply@volunteer-match.invalid>"),
        mail_postal_line=" ".join(read.text("MAIL_POSTAL_LINE", "").split()),
        max_body_bytes=read.number("MAX_BODY_BYTES", 1_000_000, 10_000, 100_000_000),
        import_max_bytes=read.number("IMPORT_MAX_BYTES", 50_000_000, 1_000, 2_000_000_000),
        proxy_count=read.number("PROXY_COUNT", 0, 0, 5),
        notice_delay_seconds=read.number("NOTICE_DELAY_SECONDS", 30, 0, 3600),
        sqlite_synchronous=read.choice("SQLITE_SYNCHRONOUS", "FULL", ("FULL", "NORMAL", "OFF")),
        supply_questions=read.number("SUPPLY_QUESTIONS", 200, 0, 100_000),
        allows_private=read.private(production=production),
        meeting_pattern=read.pattern("MEETING_PATTERN", "https://meet.jit.si/volunteer-match-{room}", "{room}"),
    )
    if read.faults:
        raise ConfigFault(read.faults)
    return config
