"""Prints the handlers that botocore registers, but for those of its documents: event and handler, one a line."""

from botocore.handlers import BUILTIN_HANDLERS

for event, handler, *_ in BUILTIN_HANDLERS:
    if not event.startswith("docs."):
        print(event, getattr(handler, "__qualname__", type(handler).__name__), sep="\t")
