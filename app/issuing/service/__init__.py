"""What people and handlers do with issued documents and submissions."""
