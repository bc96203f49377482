"""Thanks for what people give: consents to being shown, badges, words of thanks, cards."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
CODE = sa.String(32)
CONCERN_KEY = "fk_concerns_kudos_id_kudos"


def _to(name, target, *, nullable=False):
    return sa.Column(name, NUMBER, nullable=nullable, info={"to": target})


def _many(kind, *names, nullable=False):
    return [sa.Column(name, kind, nullable=nullable) for name in names]


def _table(name, *parts, unique=(), indexed=()):
    keys = [
        sa.ForeignKeyConstraint(
            [part.name], [part.info["to"]], name=op.f(f"fk_{name}_{part.name}_{part.info['to'].partition('.')[0]}")
        )
        for part in parts
        if "to" in part.info
    ]
    op.create_table(
        name,
        sa.Column("id", NUMBER, nullable=False),
        *parts,
        *keys,
        *(sa.UniqueConstraint(column, name=op.f(f"uq_{name}_{column}")) for column in unique),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    for column in indexed:
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


def _one_that_stands(table, columns, until):
    stands = sa.text(f"{until} IS NULL")
    op.create_index(f"uq_{table}_standing", table, columns, unique=True, sqlite_where=stands, postgresql_where=stands)


def upgrade() -> None:
    _table(
        "consents",
        _to("account_id", "accounts.id"),
        *_many(CODE, "kind"),
        *_many(MOMENT, "given_at"),
        *_many(MOMENT, "withdrawn_at", nullable=True),
        indexed=["account_id"],
    )
    _one_that_stands("consents", ["account_id", "kind"], "withdrawn_at")
    _table(
        "badge_awards",
        *_many(sa.String(), "public_id"),
        _to("company_id", "companies.id"),
        _to("agent_id", "agent_profiles.account_id"),
        *_many(CODE, "badge"),
        *_many(sa.Date(), "earned_on"),
        *_many(sa.JSON(), "ground"),
        *_many(MOMENT, "awarded_at"),
        *_many(MOMENT, "taken_back_at", nullable=True),
        *_many(sa.String(), "mistake"),
        unique=["public_id"],
        indexed=["agent_id"],
    )
    _one_that_stands("badge_awards", ["agent_id", "badge"], "taken_back_at")
    _table(
        "kudos",
        *_many(sa.String(), "public_id"),
        _to("company_id", "companies.id"),
        _to("receiver_id", "accounts.id"),
        _to("author_id", "accounts.id", nullable=True),
        _to("partner_id", "partners.id", nullable=True),
        *_many(sa.String(), "body"),
        *_many(CODE, "state"),
        *_many(CODE, "reason", nullable=True),
        *_many(sa.String(), "note"),
        *_many(sa.Boolean(), "is_kept_private"),
        *_many(MOMENT, "created_at"),
        *_many(MOMENT, "decided_at", nullable=True),
        _to("decided_by_id", "accounts.id", nullable=True),
        unique=["public_id"],
        indexed=["receiver_id"],
    )
    op.create_index("ix_kudos_company_id_state_created_at", "kudos", ["company_id", "state", "created_at"])
    op.create_index("ix_kudos_author_id_created_at", "kudos", ["author_id", "created_at"])
    _table(
        "cards",
        _to("account_id", "accounts.id"),
        _to("consent_id", "consents.id"),
        *_many(sa.String(), "token"),
        *_many(CODE, "name"),
        *_many(sa.Boolean(), "names_company", "shows_hours", "may_be_found"),
        *_many(sa.JSON(), "badges"),
        *_many(MOMENT, "made_at"),
        *_many(MOMENT, "ended_at", nullable=True),
        unique=["token"],
        indexed=["account_id"],
    )
    with op.batch_alter_table("concerns") as table:
        table.add_column(sa.Column("kudos_id", NUMBER, nullable=True))
        table.create_foreign_key(op.f(CONCERN_KEY), "kudos", ["kudos_id"], ["id"], ondelete="SET NULL")


def downgrade() -> None:
    with op.batch_alter_table("concerns") as table:
        table.drop_constraint(op.f(CONCERN_KEY), type_="foreignkey")
        table.drop_column("kudos_id")
    for name in ("cards", "kudos", "badge_awards", "consents"):
        op.drop_table(name)
