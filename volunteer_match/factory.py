"""Puts the application together: configuration, extensions, blueprints, errors."""

from werkzeug.middleware.proxy_fix import ProxyFix

from volunteer_match import every_model
from volunteer_match.config import Config, read_config
from volunteer_match.database.engine import prepare_engine
from volunteer_match.database.migrate import MIGRATIONS
from volunteer_match.extensions import babel, compress, csrf, db, login_manager
from volunteer_match.matches.keeping import keeper
from volunteer_match.site_map import DEVELOPMENT_ONLY, SITE, register
from volunteer_match.web import access, context, errors, headers, labels, locale, static_files, times
from volunteer_match.web.application import Application

ROOT = MIGRATIONS.parent
assert every_model  # imported for its tables


COMPRESSED_TYPES = ["text/html", "text/css", "text/javascript", "image/svg+xml", "application/json", "text/csv"]


def _configure(app: Application, config: Config) -> None:
    app.settings = config
    app.config.update(
        SECRET_KEY=config.secret_key,
        SQLALCHEMY_DATABASE_URI=config.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=_engine_options(config),
        MAX_CONTENT_LENGTH=config.max_body_bytes,
        MAX_FORM_MEMORY_SIZE=config.max_body_bytes,
        MAX_FORM_PARTS=2_000,
        SESSION_COOKIE_NAME="volunteer_match",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.base_url.startswith("https://"),
        WTF_CSRF_TIME_LIMIT=None,
        SEND_FILE_MAX_AGE_DEFAULT=31_536_000,
        COMPRESS_ALGORITHM=["zstd", "gzip"],
        COMPRESS_LEVEL=1,
        COMPRESS_ZSTD_LEVEL=6,
        COMPRESS_MIN_SIZE=500,
        COMPRESS_MIMETYPES=COMPRESSED_TYPES,
        SUPPLY_QUESTIONS=config.supply_questions,
        TESTING=config.environment == "test",
    )


def _engine_options(config: Config) -> dict[str, object]:
    if config.is_sqlite:
        return {}
    # A database that is gone must be noticed within seconds, and a connection that it dropped replaced.
    return {"pool_pre_ping": True, "connect_args": {"connect_timeout": 5}}


def create_app(config: Config | None = None) -> Application:
    """Makes the application from `config`, by default from the environment (raises ConfigFault)."""
    app = Application(__name__, root_path=str(ROOT), static_folder="static", template_folder="templates")
    _configure(app, config or read_config())
    if proxies := app.settings.proxy_count:
        # Only as many addresses as there are proxies of ours are believed: a client can write the rest itself.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine, synchronous=app.settings.sqlite_synchronous)
    access.init_app(app, login_manager)
    csrf.init_app(app)
    locale.init_app(app, babel)
    compress.init_app(app)
    keeper.init_app(app)
    for part in (static_files, context, labels, times, headers, errors):
        part.init_app(app)
    register(app, SITE)
    if not app.settings.is_production:
        register(app, DEVELOPMENT_ONLY)
    return app
