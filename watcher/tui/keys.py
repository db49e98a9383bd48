"""The keys of the triage screen, and what it says of them."""

from typing import Any

from watcher.types.rows import MatchStatus

__all__ = ["HELP", "KEYS", "NEXT_STEPS", "READING"]

_FAR = 10_000_000

KEYS: dict[str, tuple[str, tuple[Any, ...]]] = {
    "j": ("move", (1,)),
    "down": ("move", (1,)),
    "k": ("move", (-1,)),
    "up": ("move", (-1,)),
    "pagedown": ("page", (1,)),
    "ctrl+d": ("page", (1,)),
    "ctrl+f": ("page", (1,)),
    "pageup": ("page", (-1,)),
    "ctrl+u": ("page", (-1,)),
    "ctrl+b": ("page", (-1,)),
    "g": ("move", (-_FAR,)),
    "home": ("move", (-_FAR,)),
    "G": ("move", (_FAR,)),
    "end": ("move", (_FAR,)),
    "enter": ("read", ()),
    "escape": ("leave", ()),
    "space": ("choose", ()),
    "asterisk": ("choose_all", ()),
    "f": ("mark", (MatchStatus.FOLLOW_UP,)),
    "x": ("mark", (MatchStatus.DONE,)),
    "d": ("mark", (MatchStatus.DISMISSED,)),
    "D": ("dismiss_why", ()),
    "a": ("assign", ()),
    "n": ("note", ()),
    "m": ("mute", ()),
    "u": ("undo", ()),
    "o": ("open", ()),
    "slash": ("search", ()),
    "w": ("watch", (1,)),
    "W": ("watch", (-1,)),
    "s": ("status", (1,)),
    "S": ("status", (-1,)),
    "r": ("reload", ()),
    "question_mark": ("help", ()),
    "q": ("leave_for_good", (0,)),
    "ctrl+q": ("leave_for_good", (0,)),
    "ctrl+c": ("leave_for_good", (130,)),
    "ctrl+z": ("suspend", ()),
}
"""Key by Textual's name → a `do_…` method and its arguments."""

HELP = """\
j k ↓ ↑    next, previous story       g G    first, last
enter      read on in the text        esc    back to the list
space      select, for a bulk action  *      select all shown
f          follow up                  x      done
d          dismiss                    D      dismiss with a reason
a          assign                     n      note
m          mute 12 hours, or no more  u      undo
o          open in the browser        r      read again
/          search title and text      esc    end the search
w W        next, previous watch list  q      quit
s S        next, previous status      ?      these keys
"""
NEXT_STEPS = "f follow up  d dismiss  x done  u undo  / search  ? help  q quit"
READING = "j k scroll  space page  esc back to the list  f d x and all other keys as in the list"
