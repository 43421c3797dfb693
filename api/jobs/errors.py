"""What a job's own process and its keeper may have to be told."""

from engine.errors import OpendayError


class LeaseLost(OpendayError):
    """A write by somebody who no longer holds the job: it has been given to another one, or has ended."""

    def __init__(self, job_id: str) -> None:
        self.job_id = job_id
        super().__init__(f"job {job_id} is no longer held by this process; nothing was written")

    def __reduce__(self) -> tuple[type["LeaseLost"], tuple[str]]:
        # Exceptions are pickled by their message; this one is made of the id.
        return type(self), (self.job_id,)
