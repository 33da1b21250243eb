"""Lists that come as spreadsheets: their columns, how they are read, what a person saw before confirming."""
