"""What a heading is: its theme and its place in the outline."""
