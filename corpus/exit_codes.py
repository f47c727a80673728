"""How a command ended, for the script that called it. docs/using-it.md has the same table."""

from enum import IntEnum


class ExitCode(IntEnum):
    DONE = 0
    FAULTS = 1  # done, and told: papers refused, cases or answers with faults, thresholds not reached
    WRONG_USE = 2
    UNUSABLE = 3  # the store, or the model that it is asked with
    STOPPED = 130  # 128 and the number of the signal that Ctrl+C sends, as shells have it
