"""The search kernel: ruin and recreate in machine code, over flat arrays that hold every form of the instance."""
