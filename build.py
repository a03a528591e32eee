"""Build the site of this folder: ``python build.py`` is ``vitrina`` for those who have just cloned the repository."""

from vitrina.cli.main import run

if __name__ == "__main__":  # Worker processes import this module again: the guard keeps them from building too.
    run()
