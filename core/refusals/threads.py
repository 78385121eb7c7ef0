"""What can be wrong with a conversation by text that a person has in hand."""

from core.refusals.refusal import Refusal


class ThreadUnknown(Refusal):
    """No thread of texts that concerns this institution has this id."""

    code = "thread_unknown"


class ThreadMoved(Refusal):
    """Somebody else took the conversation, or it went back to the house meanwhile."""

    code = "thread_moved"


class ThreadUnread(Refusal):
    """The citizen wrote something that the page did not show yet."""

    code = "thread_unread"


class ThreadClosed(Refusal):
    """The phone of a thread is not kept any more, or its owner wants no texts that we begin."""

    code = "thread_closed"


class PartsTooMany(Refusal):
    """A text takes more parts than a text of ours may: facts `parts` and `most`."""

    code = "parts_too_many"
