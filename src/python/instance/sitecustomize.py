"""In an instance of the local AWS: what a library asks of AWS by its address goes there too.

The SageMaker SDK names the regional endpoint of STS itself, which no environment variable turns.
Every Python of the instance starts with this file, so it loads nothing and is never why one fails.
"""

import os
import re
import sys

AWS = re.compile(r"https://[a-z0-9.-]+\.amazonaws\.com(\.cn)?/?")


def _patch(module):
    create = module.Session.create_client

    def create_client(self, service_name, *args, **kwargs):
        there = os.environ.get("AWS_ENDPOINT_URL")
        if there and AWS.fullmatch(kwargs.get("endpoint_url") or ""):
            kwargs["endpoint_url"] = there
        return create(self, service_name, *args, **kwargs)

    module.Session.create_client = create_client


class _Finder:
    """Lets botocore.session be found as ever, by other hooks too, and patches it once loaded."""

    busy = False

    def find_spec(self, name, path=None, target=None):
        if name != "botocore.session" or self.busy:
            return None
        self.busy = True
        try:
            found = (
                finder.find_spec(name, path, target)
                for finder in sys.meta_path
                if finder is not self and hasattr(finder, "find_spec")
            )
            spec = next((spec for spec in found if spec), None)
        finally:
            self.busy = False
        if spec is not None:
            load = spec.loader.exec_module

            def exec_module(module):
                load(module)
                _patch(module)

            spec.loader.exec_module = exec_module
        return spec


sys.meta_path.insert(0, _Finder())
