"""What a paper decides, asks and reports back on, as entries of the register."""
