"""One file per resource type: how it is made, changed in place and removed."""
