package io.fovea.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * By what an input is known again, on any machine that sees it.
 *
 * @param bytes its size; -1 if it was not there
 * @param modified when it was last changed, as ISO 8601 has it; empty if it was not there
 */
record InputState(long bytes, String modified) {
    static final InputState ABSENT = new InputState(-1, "");

    static InputState of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new InputState(
                    attributes.size(), attributes.lastModifiedTime().toString());
        } catch (IOException e) {
            return ABSENT;
        }
    }
}
