"""An agent who can't come asks for a substitute, and keeps the place until somebody takes it."""
