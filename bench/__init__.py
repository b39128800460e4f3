"""Benchmarks: every figure beside its physical limit or a plain alternative, measured in the same run. `make bench`."""
