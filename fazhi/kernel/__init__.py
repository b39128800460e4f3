"""The case machine: procedures, the one door for steps, the log, numbers, files, ledgers."""
