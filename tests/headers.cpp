// Nothing of its own: what the tests precompile needs a target with a source.
