package io.fovea.batch;

import io.fovea.task.Details;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The bulk of what a journal says of an image: of all images together it would not fit into memory, so it stays on the disk until
 * it is wanted. See {@link JournalIndex}.
 *
 * @param columns of the table of parts
 * @param rows of that table, as they stand in it behind the image
 * @param picture a small JPEG for the report, in Base64; empty if none was made
 */
record JournalExtras(List<String> columns, List<String> rows, String picture) {
    /** Nothing. */
    static final JournalExtras NONE = new JournalExtras(List.of(), List.of(), "");

    /** Copies the lists; what an earlier version did not write is nothing. */
    JournalExtras {
        columns = columns == null ? List.of() : List.copyOf(columns);
        rows = rows == null ? List.of() : List.copyOf(rows);
        picture = picture == null ? "" : picture;
    }

    static JournalExtras of(Details details, Optional<byte[]> picture) {
        return new JournalExtras(
                details.columns(),
                details.rows().stream().map(row -> Csv.line(row.toArray())).toList(),
                picture.map(bytes -> Base64.getEncoder().encodeToString(bytes)).orElse(""));
    }

    /** The JPEG. */
    Optional<byte[]> jpeg() {
        return picture.isEmpty()
                ? Optional.empty()
                : Optional.of(Base64.getDecoder().decode(picture));
    }
}
