"""Import agencies and their people from a spreadsheet: read, plan, show, and only then write."""
