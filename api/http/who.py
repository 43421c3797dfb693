"""Who may call a route, as the type of its parameter."""

from typing import Annotated

from fastapi import Depends

from api.access.principal import Principal
from api.access.roles import Permission

from .guards.principal import CurrentPrincipal, needs

Anybody = CurrentPrincipal
Reader = Annotated[Principal, Depends(needs(Permission.READ))]
OwnReader = Annotated[Principal, Depends(needs(Permission.READ, Permission.READ_OWN))]
Planner = Annotated[Principal, Depends(needs(Permission.PLAN))]
Publisher = Annotated[Principal, Depends(needs(Permission.PUBLISH))]
Editor = Annotated[Principal, Depends(needs(Permission.EDIT))]
Manager = Annotated[Principal, Depends(needs(Permission.MANAGE))]
