"""What ``nbgradient`` can be asked for: a module for each command."""
