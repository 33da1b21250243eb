"""What is different between one year's plan, drafted or issued, and the plan of the year before."""
