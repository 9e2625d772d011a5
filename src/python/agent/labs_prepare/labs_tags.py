"""Tags what a notebook creates in AWS with its sandbox, and waits until AWS knows the tag.

Started by `labs_tags.pth` in every Python of the instance, before anything else is imported; it
must cost nothing there, and must never be the reason why something fails. For the botocore of any
year, so for boto3 and every SageMaker SDK; for SDKs older than their configuration file it also
sets the default bucket. The agent writes this file; what it says comes from agent.json.
"""

import sys
import time

KEY = "labs:sandbox"
MAKES = ("Create", "Register", "Put", "Start")
# Seconds in which AWS may refuse this process what it has just made, for want of the tag: "tag
# propagation takes some time" (aws/sagemaker-python-sdk, pull request 4600).
YOUNG = 90
# When this process made what, by ARN in lower case.
_made = {}


def _setting(name):
    import json
    import os

    value = os.environ.get("LABS_" + name.upper())
    folders = (
        os.environ.get("LABS_SAGEMAKER"),
        os.path.expanduser("~/SageMaker"),
        "/home/ec2-user/SageMaker",
    )
    for folder in folders:
        path = os.path.join(folder or "", ".labs", "agent.json")
        if not value and folder and os.path.exists(path):
            with open(path) as file:
                value = json.load(file).get(name)
    return value


def _add_tag(params, model, **_):
    """For botocore's event before-parameter-build: params are the caller's, model the call's."""
    try:
        # SSM takes no tags when it overwrites (PutParameter, Tags).
        if not model.name.startswith(MAKES) or params.get("Overwrite"):
            return
        for name in ("Tags", "tags"):
            shape = model.input_shape.members.get(name)
            value = _setting("sandbox") if shape is not None else None
            if not value:
                continue
            given = params.get(name)
            if shape.type_name == "map" and isinstance(given or {}, dict):
                params[name] = {KEY: value, **(given or {})}
            elif shape.type_name == "list" and isinstance(given or (), (list, tuple)):
                fields = getattr(shape.member, "members", {})
                key = [field for field in fields if field.lower().endswith("key")]
                text = [field for field in fields if field.lower().endswith("value")]
                if len(fields) == 2 and key and text:
                    tags = list(given or ())
                    if not any(tag.get(key[0]) == KEY for tag in tags):
                        params[name] = tags + [{key[0]: KEY, text[0]: value}]
    except Exception:
        pass


def _remember(parsed, model, **_):
    """For botocore's event after-call: parsed is the answer."""
    try:
        if model.name.startswith(MAKES) and "Error" not in parsed:
            for name, value in parsed.items():
                if name.endswith("Arn"):
                    _made[value.lower()] = time.time()
    except Exception:
        pass


def _needs_retry(response, attempts, **_):
    """For botocore's event needs-retry: seconds until the call is sent again, None for never.

    attempts: how often it was sent. A refusal names the resource, and so tells whether it is one
    that this process made just now; any other is the caller's at once.
    """
    try:
        error = response[1]["Error"]
        if error["Code"] == "AccessDeniedException" and "explicit deny" not in error["Message"]:
            for arn in error["Message"].split():
                if time.time() - _made.get(arn.lower(), 0) < YOUNG:
                    if attempts == 3:
                        print("labs: waiting until AWS knows the tags of " + arn, file=sys.stderr)
                    return min(2.0 ** (attempts - 2), 4)
    except Exception:
        pass
    return None


HANDLERS = {
    "before-parameter-build": _add_tag,
    "after-call": _remember,
    "needs-retry": _needs_retry,
}


def _patch_botocore(module):
    start = module.Session.__init__

    def __init__(self, *args, **kwargs):
        start(self, *args, **kwargs)
        try:
            for event, handler in HANDLERS.items():
                self.register(event, handler, unique_id="labs-" + event)
        except Exception:
            pass

    module.Session.__init__ = __init__


def _patch_sagemaker(module):
    import importlib.util

    if importlib.util.find_spec("sagemaker.config"):
        return
    default = module.Session.default_bucket

    def default_bucket(self):
        try:
            if not getattr(self, "_default_bucket_name_override", None):
                self._default_bucket = self._default_bucket or _setting("bucket")
        except Exception:
            pass
        return default(self)

    module.Session.default_bucket = default_bucket


PATCHES = {"botocore.session": _patch_botocore, "sagemaker.session": _patch_sagemaker}


class _Finder:
    """Lets a module be found as ever, and patches it once it is loaded."""

    def find_spec(self, name, path=None, target=None):
        patch = PATCHES.get(name)
        if patch is None:
            return None
        for finder in sys.meta_path:
            find = None if finder is self else getattr(finder, "find_spec", None)
            spec = find(name, path, target) if find else None
            if spec is not None:
                break
        else:
            return None
        try:
            load = spec.loader.exec_module

            def exec_module(module):
                load(module)
                try:
                    patch(module)
                except Exception:
                    pass

            spec.loader.exec_module = exec_module
        except Exception:
            pass
        return spec


if not any(type(finder).__name__ == "_Finder" for finder in sys.meta_path):
    sys.meta_path.insert(0, _Finder())
