"""The interview: what to ask (`script`), and what an answer means (`session`). No screen, no files."""
