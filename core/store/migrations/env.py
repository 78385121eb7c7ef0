"""How Alembic reaches the database: through the connection that the caller already holds."""

from alembic import context

from core.store.tables import EventRow

TABLES = EventRow.metadata  # importing the rows registers every table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=TABLES,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
