"""Why did I get this, why did I not: what was decided and what became of it, from what was recorded then."""
