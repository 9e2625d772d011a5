"""The names that CloudFormation gives to resources that have none in the template.

Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html ;
SageMaker's legacy types leave the stack's name out: `BasicNotebookInstance-x4CC6ZFJzqJJ`, in the
events of https://github.com/aws-solutions/research-service-workbench-on-aws , and
https://github.com/aws/aws-cli/issues/4021 .
"""

from __future__ import annotations

import secrets
import string

MIXED = string.ascii_letters + string.digits
LOWER = string.ascii_lowercase + string.digits
UPPER = string.ascii_uppercase + string.digits


def suffix(alphabet: str = MIXED, length: int = 12) -> str:
    """The random end of a name."""
    return "".join(secrets.choice(alphabet) for _ in range(length))


def physical_name(stack_name: str, logical_id: str, limit: int) -> str:
    """`<stack>-<logical id>-<random>`; the stack's name is cut first, then the logical id."""
    end = suffix()
    room = limit - len(end) - 2
    stack = stack_name[: max(room - len(logical_id), room // 2)]
    return f"{stack}-{logical_id[: room - len(stack)]}-{end}"


def bucket_name(stack_name: str, logical_id: str) -> str:
    """A bucket's name: lower case, 63 characters at most."""
    end = suffix(LOWER)
    room = 63 - len(end) - 2
    logical = logical_id.lower()
    stack = stack_name.lower()[: max(room - len(logical), room // 2)]
    return f"{stack}-{logical[: room - len(stack)]}-{end}"


def sagemaker_name(logical_id: str) -> str:
    """`<logical id>-<random>`, 63 characters at most."""
    end = suffix()
    return f"{logical_id[: 63 - len(end) - 1]}-{end}"
