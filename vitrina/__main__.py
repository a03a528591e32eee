"""The command line for ``python -m vitrina``."""

from vitrina.cli.main import run

if __name__ == "__main__":  # Worker processes import this module again: the guard keeps them from building too.
    run()
