"""CloudWatch Logs: moto's, where searches heed the prefix of streams and the order of time.

Source: API reference of FilterLogEvents, which interleaves the events of streams (June 2019)
and tells no searched streams (May 2020), and of DeleteLogStream.
"""

from __future__ import annotations

import json

from moto.logs.responses import LogsResponse

from .errors import AwsError


def _missing(what: str) -> AwsError:
    return AwsError("ResourceNotFoundException", f"The specified log {what} does not exist.")


class LabsLogs(LogsResponse):
    """moto's CloudWatch Logs, corrected."""

    def filter_log_events(self) -> str:
        name = self._get_param("logGroupName")
        if name is None:
            name = (self._get_param("logGroupIdentifier") or "").split(":log-group:")[-1]
            name = name.removesuffix(":*")
        group = self.logs_backend.groups.get(name)
        if group is None:
            raise _missing("group")
        prefix, wanted = self._get_param("logStreamNamePrefix"), self._get_param("logStreamNames")
        if prefix and wanted:
            raise AwsError(
                "InvalidParameterException",
                "You can specify either logStreamNames or logStreamNamePrefix, but not both.",
            )
        for stream in wanted or ():
            if stream not in group.streams:
                raise _missing("stream")
        if prefix:
            wanted = [stream for stream in group.streams if stream.startswith(prefix)]
            if not wanted:
                return json.dumps({"events": [], "searchedLogStreams": []})
        events, token, _ = self.logs_backend.filter_log_events(
            name,
            wanted or [],
            self._get_param("startTime"),
            self._get_param("endTime"),
            self._get_param("limit"),
            self._get_param("nextToken"),
            self._get_param("filterPattern"),
            True,
        )
        return json.dumps({"events": events, "nextToken": token, "searchedLogStreams": []})

    def delete_log_stream(self) -> str:
        group = self.logs_backend.groups.get(self._get_param("logGroupName"))
        if group is None:
            raise _missing("group")
        if self._get_param("logStreamName") not in group.streams:
            raise _missing("stream")
        return super().delete_log_stream()
