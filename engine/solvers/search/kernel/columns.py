"""Names of the columns of the kernel's tables; numba reads them as constants."""

BIG = 1 << 40
"""Past any tick."""
NO_LIMIT = 1 << 60
"""Above any cost."""

# Tickets. Pairs ``X``, ``X_END`` are ranges of rows in a pool; a range that starts at -1 is "always".
(
    PLACE, PAUSABLE, DROP, IS_FACT, LINKED, EASY, FIRST_TASK, TASKS, NAMED, LEAST,
    WITHIN, WITHIN_END, STARTS, STARTS_END, LATE_START, LATE_START_END, LATE_END, LATE_END_END,
    CHANGE_START, CHANGE_TOLERANCE, CHANGE_COST, GROUPS, GROUPS_END,
    SPAN_START, SPAN_END, BEFORE, BEFORE_END, AFTER, AFTER_END, ROW, ROW_END, FIRST, LAST, TICKET_COLUMNS,
) = range(34)  # fmt: skip

# Shifts.
(
    ENGINEER, START, NORMAL_END, HARD_END, FREE, FREE_END, BARRIERS, BARRIERS_END, HOME, FACTS, FACTS_END, CLOSED_HOME,
    FACT_LOAD, FACT_END, BREAKS, BREAKS_END, HINGES, HINGES_END, CAP, END_COST, TRAVEL_COST, PROFILE, IS_PLAIN, ROOM,
    SHIFT_COLUMNS,
) = range(25)  # fmt: skip

# Places, engineers, facts, candidates, floating breaks, links to other tickets.
SETUP, VISIT, OPENING, OPENING_END, PLACE_COLUMNS = range(5)
WINDOW_HINGES, WINDOW_HINGES_END, ENGINEER_COLUMNS = range(3)
FACT_START, FACT_STOP, FACT_PLACE, FACT_TICKET, FACT_WORK, IS_CLOSED, FACT_COLUMNS = range(7)
CAND_SHIFT, CAND_MINUTES, CAND_COST, CAND_BOUND, CAND_COLUMNS = range(5)
BREAK_LOW, BREAK_HIGH, BREAK_MINUTES, BREAK_COLUMNS = range(4)
OTHER, LAG, LINK_COLUMNS = range(3)

# Tokens: what is decided (kind, item, absorbed breaks as bits, minutes, candidate, the earliest start of held work or
# -1), what links ask for (earliest start, the one start that linked work holds or -1), and the times.
KIND, ITEM, ABSORBED, MINUTES, CANDIDATE, FLOOR, LOW, EXACT, BEGIN, END, TOKEN_COLUMNS = range(11)
TASK, TRIP, BREAK, FACT = range(4)

# The state of a walk, see `walk`.
AT, WHERE, VISITING, LAST_FACT, TRAVEL, LOAD, COST, LAST_END, WALK_COLUMNS = range(9)

# What lies ahead of each position of an order: when the token there must start at the latest, and on plain shifts the
# next place from there on, with FAR added when it is not the token's own, and the ticks of the way there.
LATEST_START, TARGET, WAY, AHEAD_COLUMNS = range(4)
FAR = 1 << 32

# Totals of a shift as it stands: tokens, cost, load with travel, tokens that are not easy, trips stated.
LENGTH, SHIFT_COST, SHIFT_LOAD, UNEASY, TRIPS, TOTAL_COLUMNS = range(6)

# The best seat of an engineer in a crew.
SEAT_START, SEAT_DELTA, SEAT_SHIFT, SEAT_POSITION, SEAT_ROW, SEAT_COLUMNS = range(6)

# The head of the instance's array: counts, then where each table begins.
(
    TICKETS, SHIFTS, PLACES, ENGINEERS, LINKED_TICKETS, NEIGHBOURS,
    TICKET_ROWS, SHIFT_ROWS, PLACE_ROWS, ENGINEER_ROWS, CANDIDATES, CHEAPEST, GROUP_COSTS, TASK_TICKETS, ROADS, RELATED,
    FLAT_HEAD,
) = range(17)  # fmt: skip

# The head of a state's array. First the numbers of the plan and of the search,
(
    TOTAL, ABSENT, TOUCHED, STAMP, ITERATIONS, ACCEPTED, TRIALS, INSERTED, BEST, RANDOM, OLD_TOTAL, OLD_ABSENT,
) = range(12)  # fmt: skip
# then the best insertion found: its price, the best one on another shift, what others must stay below, where it is and
# what it takes with it; and the next token with a place, while positions are gone through,
(
    DELTA, SECOND, LIMIT, BY_REGRET, ON_SHIFT, POSITION, CHOSEN, TAKES, SKIPPED, HELD,
    NEXT, NEXT_PLACE,
) = range(12, 24)  # fmt: skip
# then a walk and three tokens to work with,
TRIAL_WALK = 24
TRIAL_TOKEN = TRIAL_WALK + WALK_COLUMNS
NEW_TOKEN = TRIAL_TOKEN + TOKEN_COLUMNS
DRAFT_TOKEN = NEW_TOKEN + TOKEN_COLUMNS
# then sizes, and where each table begins.
(
    SIZE, TOKEN_STRIDE, WALK_STRIDE, ENGAGED_STRIDE, TOKENS, WALKS, AHEAD, TOTALS, SHIFT_OF, LOADS, ENGAGED,
    ABSENTS, WHERE_ABSENT, TOUCHED_SHIFTS, STAMPS, OLD_TOKENS, OLD_WALKS, OLD_AHEAD, OLD_TOTALS, OLD_ABSENTS,
    SEATS, TAKEN_SEATS, STACK, NOTES, KEYS, BEST_TOKENS, BEST_LENGTHS, STALE, STATE_HEAD,
) = range(DRAFT_TOKEN + TOKEN_COLUMNS, DRAFT_TOKEN + TOKEN_COLUMNS + 29)  # fmt: skip

# The table of orders met: how many rows, a power of two; a row is a shift's order with its cost and load and the total
# of the cheapest plan that had it, then per token its kind, item, absorbed breaks, begin and end.
SLOTS, MET_HEAD = range(2)
MET_TOKEN = 5
MOST_MET = 40
MET_KEY, MET_SHIFT, MET_TOTAL, MET_COST, MET_LOAD, MET_LENGTH, MET_TOKENS = range(7)
MET_COLUMNS = MET_TOKENS + MOST_MET * MET_TOKEN
