package io.fovea.batch;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * A journal, and the folder that the results of its runs lie in.
 *
 * @param journal its file
 */
record ShareJournal(Path folder, Path journal, Journal.Content content) {
    /** The run that began last. */
    JournalHead last() {
        return content.heads().stream()
                .max(Comparator.comparing(JournalHead::at))
                .orElseThrow();
    }
}
