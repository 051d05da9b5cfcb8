package io.fovea.batch;

import java.io.Serializable;
import java.util.List;

/**
 * A file of a batch, as a machine is told of it that knows nothing of the others.
 *
 * @param place where it lies: an absolute path, or the address of a file in a store
 * @param name in tables; see {@link Source}
 * @param stem what its results' names begin with, in this batch its alone
 * @param bytes its size; 0 if it is not there
 * @param rivals stems of other files that those of its pages could be taken for
 */
public record FilePart(String place, String name, String stem, long bytes, List<String> rivals)
        implements Serializable {
    /** Copies the list. */
    public FilePart {
        rivals = List.copyOf(rivals);
    }
}
