"""What goes wrong, with the words of the command line."""


class Error(Exception):
    """Any error of newsvane. The message names what, where, what was expected and what to do."""


class UsageError(Error, ValueError):
    """What was asked for cannot be done: a setting, a lexicon or a table is not valid (exit code 2 of the program)."""


class FileError(Error, OSError):
    """A file could not be read or written (exit code 3 of the program)."""
