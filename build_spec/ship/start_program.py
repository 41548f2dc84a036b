"""What both programs run: without words the till's window, else the command."""

from pos_app.cli.start import main

if __name__ == "__main__":
    main()
