"""What the workflows of this repository run beside the commands of the engine."""
