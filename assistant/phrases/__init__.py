"""The phrase bank: standard wording with its conditions and slots, and which of it to suggest where."""
