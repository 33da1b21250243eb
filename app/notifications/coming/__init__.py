"""What is to be begun and is nobody's task yet: a review of a plan, the drafting of next year's plan."""
