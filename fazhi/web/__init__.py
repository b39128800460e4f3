"""The shell: staff, phone and public layouts, and the pages every system shares."""
