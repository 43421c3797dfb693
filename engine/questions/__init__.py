"""What people ask of a plan: each question uses the solvers and the audit, and answers in words and figures."""
