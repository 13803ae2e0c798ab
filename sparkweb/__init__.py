"""The system that runs SPARK."""
