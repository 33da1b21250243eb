"""The benchmark: ours beside a floor, in the same run, on both databases. `make bench`, `QUICK=1 make bench`."""
