"""A question becomes an answer whose every quote is verified."""

from assistant.answer import Answer
from assistant.chain import Assistant
from assistant.citations import Citation, RejectedCitation, Source, verify
from assistant.settings import Settings

__all__ = ["Answer", "Assistant", "Citation", "RejectedCitation", "Settings", "Source", "verify"]
