"""What the Makefile runs: setting up, checking and starting. Nothing in sparkweb imports from here."""
