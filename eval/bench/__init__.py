"""Timings and memory, measured: `minuted bench` lists what can be. They live here and not in tests: a machine has its moods."""
