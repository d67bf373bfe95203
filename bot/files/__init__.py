"""What people hand in as files: rosters of experts, and policy papers down to passages that can be quoted."""
