"""Random numbers of the kernel."""

import numpy as np

from engine.solvers.search.kernel import columns as c
from engine.solvers.search.kernel.dice import below, chance, seeded


def state_of(seed: int, worker: int = 0) -> np.ndarray:
    """Return a state that holds nothing but random numbers."""
    state = np.zeros(c.STATE_HEAD, np.int64)
    state[c.RANDOM] = seeded(seed, worker)
    return state


def test_the_same_seed_gives_the_same_numbers() -> None:
    """Two states of one seed go on alike; another worker, or another seed, has numbers of its own."""
    first, second, other, third = state_of(3), state_of(3), state_of(3, 1), state_of(4)
    rows = [[chance(state) for _ in range(20)] for state in (first, second, other, third)]
    assert rows[0] == rows[1]
    assert len({tuple(row) for row in rows}) == 3


def test_numbers_lie_between_nought_and_one() -> None:
    """A thousand numbers lie in [0, 1) and are spread; integers below five are all met, and no others."""
    state = state_of(1)
    numbers = [chance(state) for _ in range(1000)]
    assert all(0 <= number < 1 for number in numbers)
    assert 0.45 < sum(numbers) / 1000 < 0.55
    assert {below(state, 5) for _ in range(200)} == set(range(5))


def test_no_seed_stands_still() -> None:
    """No start of a sequence is 0, from which the numbers would never move; a negative seed is one too."""
    assert all(seeded(seed, worker) != 0 for seed in (-1, 0, 1, 2**40) for worker in range(5))
