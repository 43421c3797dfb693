"""What people read and write: frozen models, one concept a file."""
