"""What breaks: processes killed, calls failing, files poisoned, rows altered, many at once. `make faults` runs it all."""
