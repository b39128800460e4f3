"""Tests of the room conf."""
