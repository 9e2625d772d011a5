"""Runs a notebook cell by cell, and tells of each in a line of JSON."""
