package io.fovea.batch;

import io.fovea.image.Formats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * By what an input is known again, on any machine that sees it.
 *
 * @param bytes its size; -1 if it was not there; of several files together
 * @param modified when it was last changed, as ISO 8601 has it; empty if it was not there; of several files that of each
 */
record InputState(long bytes, String modified) {
    static final InputState ABSENT = new InputState(-1, "");

    /** The state of both together: another as soon as one of them is. */
    InputState and(InputState other) {
        return new InputState(bytes + other.bytes, modified + " " + other.modified);
    }

    static InputState of(Path file) {
        if (Files.isDirectory(file)) {
            return ofFolder(Formats.marks(file));
        }
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new InputState(
                    attributes.size(), attributes.lastModifiedTime().toString());
        } catch (IOException e) {
            return ABSENT;
        }
    }

    /** The files that say what is in a folder count for it: of labels that are added to an image it is still the same. */
    private static InputState ofFolder(List<Path> marks) {
        return marks.stream().map(InputState::of).reduce(InputState::and).orElse(ABSENT);
    }
}
