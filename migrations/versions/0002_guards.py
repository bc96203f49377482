"""What the database itself refuses: overlapping matches of one agent, and changes to the audit log."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

HOLDS = "('pending', 'approved')"
OVERLAP = "an agent cannot be in two places at once"

POSTGRES_OVERLAP = f"""
ALTER TABLE matches ADD CONSTRAINT ex_matches_agent_overlap EXCLUDE USING gist (
    int8range(agent_id, agent_id, '[]') WITH &&,
    tstzrange(starts_at, ends_at) WITH &&
) WHERE (state IN {HOLDS} AND starts_at IS NOT NULL)
"""

SQLITE_OVERLAP = f"""
CREATE TRIGGER {{name}} BEFORE {{event}} ON matches
WHEN NEW.state IN {HOLDS} AND NEW.starts_at IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, '{OVERLAP}')
    WHERE EXISTS (
        SELECT 1 FROM matches AS other
        WHERE other.agent_id = NEW.agent_id AND other.id IS NOT NEW.id AND other.state IN {HOLDS}
          AND other.starts_at < NEW.ends_at AND other.ends_at > NEW.starts_at
    );
END
"""

POSTGRES_APPEND_ONLY = """
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only';
END
$$
"""

SQLITE_TRIGGERS = {
    "matches_overlap_insert": SQLITE_OVERLAP.format(name="matches_overlap_insert", event="INSERT"),
    "matches_overlap_update": SQLITE_OVERLAP.format(
        name="matches_overlap_update", event="UPDATE OF state, starts_at, ends_at, agent_id"
    ),
    **{
        f"audit_entries_no_{event.lower()}": f"""
CREATE TRIGGER audit_entries_no_{event.lower()} BEFORE {event} ON audit_entries
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END
"""
        for event in ("UPDATE", "DELETE")
    },
}


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE_TRIGGERS.values():
            op.execute(statement)
        return
    op.execute(POSTGRES_OVERLAP)
    op.execute(POSTGRES_APPEND_ONLY)
    op.execute(
        "CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in SQLITE_TRIGGERS:
            op.execute(f"DROP TRIGGER {name}")
    else:
        op.execute("DROP TRIGGER audit_entries_append_only ON audit_entries")
        op.execute("DROP FUNCTION refuse_audit_change()")
        op.execute("ALTER TABLE matches DROP CONSTRAINT ex_matches_agent_overlap")
