"""Fits labs to today: the environment that a lab's notebooks run in, and what is mended in them.

Comes with the agent from the bucket; no hook has room for it.
"""
