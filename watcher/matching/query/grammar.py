"""luqum's parser, loaded so that it neither prints nor writes.

luqum builds its parser with ply as it is imported. Where the tables that it ships do not fit the running Python (ply's
signature is made of docstrings, whose indentation Python 3.13 removes), ply builds them anew, says so on standard
error, and writes them beside luqum: into an environment that may be shared or read-only. Here they are kept in memory.
"""

from functools import partial

import ply.yacc

__all__ = ["parse"]

_build = ply.yacc.yacc
# A partial adds no frame of its own: ply looks for the grammar in its caller's.
ply.yacc.yacc = partial(_build, debug=False, write_tables=False, errorlog=ply.yacc.NullLogger())
try:
    from luqum.thread import parse
finally:
    ply.yacc.yacc = _build
