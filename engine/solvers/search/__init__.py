"""The search: ruin and recreate over flat arrays that hold every form of the instance."""
