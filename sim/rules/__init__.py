"""What a client draws at a station, compiled: asked by the filled start and by the engine."""
