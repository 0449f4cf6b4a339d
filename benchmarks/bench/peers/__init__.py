"""The peers: what they read, what they solve, and the plan folders that they write."""
