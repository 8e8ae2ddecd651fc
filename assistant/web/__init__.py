"""The same app in a browser, for offices whose machines have no terminal: `nianbao serve`, with the extra `web`.

A web server starts one process of the terminal app for every window of a browser and carries keys and pictures of the
screen between them. What a process may touch is one folder, that of the person who signed in.
"""
