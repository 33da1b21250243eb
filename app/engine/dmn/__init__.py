"""DMN: decision tables and single expressions, read strictly, examined for overlaps and gaps, decided with FEEL."""
