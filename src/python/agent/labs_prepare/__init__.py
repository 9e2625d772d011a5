"""What fulfils the wish: folders of the learner, and kernels that tag what they create."""
