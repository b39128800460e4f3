"""Fazhi 法治: the working system of a Chinese township government. Rooms and their order: README.md."""
