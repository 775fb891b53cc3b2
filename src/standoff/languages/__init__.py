"""What we know of a language: data first."""
