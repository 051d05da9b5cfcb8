package io.fovea.batch;

import io.fovea.image.Formats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * By what an input is known again, on any machine that sees it.
 *
 * @param bytes its size; -1 if it was not there; of several files together
 * @param modified when it was last changed, as ISO 8601 has it; empty if it was not there; of several files that of each; of a
 *     folder that of its newest file, and a checksum of the names, sizes and times of all
 */
record InputState(long bytes, String modified) {
    static final InputState ABSENT = new InputState(-1, "");

    /** The state of both together: another as soon as one of them is. */
    InputState and(InputState other) {
        return new InputState(bytes + other.bytes, modified + " " + other.modified);
    }

    /** All of it in a word. */
    String id() {
        return bytes + "-" + modified.replace(' ', '-');
    }

    static InputState of(long bytes, Instant modified) {
        return new InputState(bytes, FileTime.from(modified).toString());
    }

    static InputState of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                return ofFolder(file);
            }
            return new InputState(
                    attributes.size(), attributes.lastModifiedTime().toString());
        } catch (IOException e) {
            return ABSENT;
        }
    }

    /** Labels that are added to an image do not count: with them it is still the same. */
    private static InputState ofFolder(Path folder) throws IOException {
        CRC32C sum = new CRC32C();
        FileTime newest = FileTime.from(Instant.EPOCH);
        long bytes = 0;
        for (Path file : Formats.marks(folder)) {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            FileTime time = attributes.lastModifiedTime();
            newest = time.compareTo(newest) > 0 ? time : newest;
            bytes += attributes.size();
            String line = folder.relativize(file) + " " + attributes.size() + " " + time + "\n";
            sum.update(line.replace('\\', '/').getBytes(StandardCharsets.UTF_8));
        }
        return new InputState(bytes, newest + " " + Long.toHexString(sum.getValue()));
    }
}
