"""What is checked of this course's own notebooks, beyond what ``nbgradient check`` does of any."""
