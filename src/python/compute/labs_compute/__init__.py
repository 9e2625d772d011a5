"""What the local AWS computes: two of SageMaker's built-in algorithms, by their public formats."""
