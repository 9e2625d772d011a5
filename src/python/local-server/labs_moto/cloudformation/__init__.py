"""CloudFormation: stacks whose resources take time, fail, roll back and are updated in place."""
