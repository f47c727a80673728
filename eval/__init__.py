"""Measures of answers and of speed. Import names from its modules: `import eval` hides the builtin."""
