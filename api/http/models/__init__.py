"""What travels over HTTP, as the OpenAPI document describes it; the domain's own models are used as they are."""
