"""What runs inside a sandbox's notebook instance: one run is one look and what follows from it."""
