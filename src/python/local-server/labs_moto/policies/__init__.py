"""IAM's verdict about calls of roles, for `--policies enforced`."""
