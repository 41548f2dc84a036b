"""The program as a module: `python -m pos_app`, the same as `pos-app`."""

from __future__ import annotations

from pos_app.cli.start import main

if __name__ == "__main__":
    main()
