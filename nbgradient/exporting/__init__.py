"""Marks on their way out: into the file that an LMS exported and imports, and into a workbook."""
