#!/usr/bin/env python3
"""Builds the archive; `python build.py --help` lists the commands."""

import sys

from giaoban.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
