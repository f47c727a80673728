"""What a report is made from and cannot be used."""


class ReportRefused(ValueError):
    """A file of a run or of thresholds that cannot be used, with the reason and what to do."""
