"""Accounts: how somebody proves who they are, how long that holds, and when they must prove it again. See docs/decisions/0014."""
