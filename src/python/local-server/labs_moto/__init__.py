"""A moto server that behaves, for what `labs` uses, as AWS documents it."""

import os

# A web page must not be able to read what this server answers.
os.environ.setdefault("MOTO_DISABLE_GLOBAL_CORS", "true")
