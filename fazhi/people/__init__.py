"""Divisions, offices, posts and appointments: who may see and do what, as of a day."""
