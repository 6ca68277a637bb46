"""Who asks to join, where a person of the team says yes or no first."""
