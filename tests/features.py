"""Sets of features that random desks have for certain, so that each corner of the rules is met often."""

FEATURES = (
    "",
    "two days,two engineers",
    "places,set-up,meetings,breaks,pausable",
    "places,published,pin,set-up,meetings",
    "places,now,published,cap,overtime,windows",
    "together,dependencies,two engineers,published",
    "dst,sla,dues,on call,client zone",
    "split hours,pausable,breaks,on call,overtime",
)


def chosen(features: str) -> frozenset[str]:
    """Return the features of a comma-separated list."""
    return frozenset(filter(None, features.split(",")))
