"""Terminal tests start from one environment: no colours, themes or animations of the tester's own."""

import os

FOREIGN = ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_FILTERS", "TEXTUAL", "UNICODE_VERSION")

for name in FOREIGN:
    os.environ.pop(name, None)
os.environ["TEXTUAL_ANIMATIONS"] = "none"
