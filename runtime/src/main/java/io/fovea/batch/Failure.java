package io.fovea.batch;

import java.nio.file.Path;

/** A file that could not be done, and why, in one sentence. */
public record Failure(Path file, String sentence) {}
