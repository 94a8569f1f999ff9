"""What a student wrote, or a student's code, as a page may show it: safe there, and soon there."""
