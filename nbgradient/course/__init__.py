"""The course as its folders and notebooks tell it: read, and never run."""
