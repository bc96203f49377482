"""Photos of entries, with the pictures themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
POINTERS = {
    "company_id": "companies.id",
    "entry_id": "challenge_entries.id",
    "agent_id": "agent_profiles.account_id",
    "seen_by_id": "accounts.id",
}
INDEXES = (("company_id", "state"), ("company_id", "likeness"), ("created_at",), ("entry_id",), ("agent_id",))


def upgrade() -> None:
    op.create_table(
        "photos",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        *(sa.Column(name, NUMBER, nullable=name == "seen_by_id") for name in POINTERS),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("reason", sa.String(32), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=True),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("likeness", sa.String(), nullable=False),
        sa.Column("thumbnail", sa.LargeBinary(), nullable=True),
        sa.Column("picture", sa.LargeBinary(), nullable=True),
        *(
            sa.ForeignKeyConstraint([name], [target], name=op.f(f"fk_photos_{name}_{target.partition('.')[0]}"))
            for name, target in POINTERS.items()
        ),
        sa.CheckConstraint("(picture IS NULL) = (thumbnail IS NULL)", name=op.f("ck_photos_pictures")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photos")),
        sa.UniqueConstraint("public_id", name=op.f("uq_photos_public_id")),
    )
    for columns in INDEXES:
        op.create_index(op.f(f"ix_photos_{'_'.join(columns)}"), "photos", list(columns))


def downgrade() -> None:
    op.drop_table("photos")
