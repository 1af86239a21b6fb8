"""The form of log lines: text for people, or JSON, one object a line, for machines."""

import json
import logging
import logging.config
from datetime import UTC, datetime
from typing import Any


class JsonFormatter(logging.Formatter):
    """A log record as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """The record with its time in UTC (RFC 3339), level, logger and message."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def configure_logs(form: str) -> dict[str, Any]:
    """Set up logging in the form `text` or `json`, to standard error; gives the configuration for worker processes."""
    text = {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}
    config: dict[str, Any] = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": JsonFormatter} if form == "json" else text},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stderr"}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {"alembic": {"level": "WARNING"}},
    }
    logging.config.dictConfig(config)
    return config
