"""What is measured and how: `python -m bench [SUITE ...]` measures, prints a table and keeps it in `bench/results`."""
