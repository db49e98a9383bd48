"""The command line. Data goes to stdout, messages to stderr; `--json` wherever data is printed.

    __main__ ─▶ app.main ─▶ registry: a name and a sentence for each command ─▶ frame: loads one, runs it
                                                                          └─▶ one module a subject, importing its own

To add a command: write a function with Typer's annotations and a docstring that ends with an example, and give it one
line in `registry`.
"""
