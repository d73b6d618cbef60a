"""The form's three tables: found, cut into fields, given to cells."""
