"""The composition root: what every face uses, and the only place that knows which class stands behind which port.

opening      the database, for reading, for triage, for polling
passing      `watcher poll`: one pass
running      `watcher run`: the service, its signals and its reloads
announcing   what both say of finished polls
"""
