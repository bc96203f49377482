"""Versions of the factors that administrators add; one that is in use never changes."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
TABLE = "factor_versions"
FROZEN = ("name", "content", "factors")


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("company_id", NUMBER, nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("name", "content")),
        sa.Column("factors", sa.Integer(), nullable=False),
        sa.Column("added_at", INSTANT, nullable=False),
        sa.Column("added_by_id", NUMBER, nullable=True),
        sa.Column("published_at", INSTANT, nullable=True),
        sa.Column("published_by_id", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f(f"fk_{TABLE}_company_id_companies")),
        *(
            sa.ForeignKeyConstraint([name], ["accounts.id"], name=op.f(f"fk_{TABLE}_{name}_accounts"))
            for name in ("added_by_id", "published_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{TABLE}_public_id")),
        sa.UniqueConstraint("company_id", "name", name=op.f(f"uq_{TABLE}_company_id_name")),
    )
    op.create_index(op.f(f"ix_{TABLE}_company_id_published_at"), TABLE, ["company_id", "published_at"], unique=False)
    _keep_what_is_in_use()


def _keep_what_is_in_use() -> None:
    columns = ", ".join(FROZEN)
    if op.get_bind().dialect.name == "sqlite":
        for name, event in (("no_update", f"UPDATE OF {columns}"), ("no_delete", "DELETE")):
            op.execute(
                f"CREATE TRIGGER {TABLE}_{name} BEFORE {event} ON {TABLE} WHEN OLD.published_at IS NOT NULL "
                "BEGIN SELECT RAISE(ABORT, 'factors in use never change'); END"
            )
        return
    op.execute(
        f"CREATE TRIGGER {TABLE}_in_use BEFORE UPDATE OF {columns} OR DELETE ON {TABLE} "
        "FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION refuse_ledger_change()"
    )


def downgrade() -> None:
    op.drop_table(TABLE)
