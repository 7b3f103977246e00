"""Run by alembic: the revisions are applied on the connection that `storage.database.migrate` gives."""

from alembic import context

from survey.models import Base

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata)
context.run_migrations()
