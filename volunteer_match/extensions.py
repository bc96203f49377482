"""The extensions, made once and bound to an app by create_app."""

from flask_babel import Babel
from flask_compress import Compress
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy

from volunteer_match.database import Base
from volunteer_match.web.csrf import MaskedCSRFProtect

db = SQLAlchemy(metadata=Base.metadata)
login_manager = LoginManager()
csrf = MaskedCSRFProtect()
babel = Babel()
compress = Compress()
