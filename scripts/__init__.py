"""What the Makefile runs: setting up, serving, finding the programs that tests need."""
