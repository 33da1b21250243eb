"""Drafting the year's plan: proposals, the draft's rows, opinions, and the plan they become."""
