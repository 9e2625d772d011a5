"""How late this AWS is, by its own clock: what was written counts at once, and is seen later."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass
class Delays:
    """Seconds, by what is late; 0: at once. Another kind of delay is another field here."""

    policy_tags: float = 0
    """Until policies see a resource's tags as they are."""
    listed_tags: float = 0
    """Until ListTags does."""
    indexed_tags: float = 0
    """Until tag:GetResources does."""
    ahead: float = 0
    """How far the clock is ahead of the machine's."""

    def now(self) -> float:
        """Seconds since 1970, by the clock that the gateway moves on."""
        return time.time() + self.ahead

    def set(self, given: dict[str, Any]) -> None:
        """Puts the given delays in force, by their names as `policyTags`; refuses any other."""
        known = {field.name for field in fields(self)}
        values = {
            re.sub("[A-Z]", lambda capital: f"_{capital[0].lower()}", name): float(seconds)
            for name, seconds in given.items()
        }
        if not values.keys() <= known:
            raise ValueError(f"no such delay: {', '.join(values.keys() - known)}")
        for name, seconds in values.items():
            setattr(self, name, seconds)


DELAYS = Delays()


class Tags(MutableMapping[str, dict[str, str]]):
    """The tags of resources by ARN, and what they were before; all of it goes with the resource.

    Tags are replaced as a whole: whoever changes them in place changes what was before, too.
    """

    def __init__(self) -> None:
        self._editions: dict[str, list[tuple[float, dict[str, str]]]] = {}

    def __getitem__(self, arn: str) -> dict[str, str]:
        return self._editions[arn][-1][1]

    def __setitem__(self, arn: str, tags: dict[str, str]) -> None:
        self._editions.setdefault(arn, []).append((DELAYS.now(), tags))

    def __delitem__(self, arn: str) -> None:
        del self._editions[arn]

    def __iter__(self) -> Iterator[str]:
        return iter(self._editions)

    def __len__(self) -> int:
        return len(self._editions)

    def seen(self, arn: str, delay: float) -> dict[str, str] | None:
        """The tags as of `delay` seconds ago; None where there were none to be seen."""
        until = DELAYS.now() - delay
        for since, tags in reversed(self._editions.get(arn, ())):
            if since <= until:
                return tags
        return None
