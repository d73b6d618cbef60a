"""What Alembic runs for each command; the connection comes from ``index.database.migrate``."""

from alembic import context

from index.database.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
