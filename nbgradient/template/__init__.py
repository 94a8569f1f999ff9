"""What a student's repository begins with: the release, and what tries it on each push."""
