#!/usr/bin/env python3
"""Builds the archive; `python build.py --help` lists the commands."""

import sys

if __name__ == "__main__":
    try:
        from giaoban.cli import main

        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:  # While the program was still being loaded.
        sys.exit(130)
