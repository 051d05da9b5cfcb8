package io.fovea.batch;

import java.nio.file.Path;

/**
 * Where a journal has a line.
 *
 * @param offset of its first byte
 * @param length in bytes, without what ends it
 */
record JournalPlace(Path journal, long offset, int length) {
    /** Of a line that was not read from a journal, nor written to one. */
    static final JournalPlace NOWHERE = new JournalPlace(Path.of(""), 0, 0);
}
