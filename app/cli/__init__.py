"""The command line: one file per command; `kuajing` is its entry point."""
