"""What keeps a learner's work: saves it to the bucket, brings saved work back, shows notices.

No hook has room for it: it comes with the whole agent, `.labs/agent.pyz` in the bucket.
"""
