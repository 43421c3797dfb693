"""How alembic reaches the database: by the connection that `api.store.migrate` hands over."""

from alembic import context

from api.store.tables import Base


def run() -> None:
    """Run the migrations on the given connection."""
    connection = context.config.attributes["connection"]
    # SQLite cannot alter a table in place; alembic makes it anew there.
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


run()
