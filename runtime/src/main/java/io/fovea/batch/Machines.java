package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.model.ModelParcel;
import io.fovea.task.Monitor;
import java.util.List;
import java.util.function.Consumer;

/** Other machines, or other processes, that do the files of a batch by {@link PartWorker}. */
@FunctionalInterface
public interface Machines extends AutoCloseable {
    /**
     * Has all files done. Blocks. What of a file went wrong is in its lines; what went wrong with a machine is another's to make
     * good.
     *
     * @param parts the files
     * @param done takes the lines of files that are done, or could not be: of each file once, from one thread at a time
     * @throws io.fovea.FoveaException if there are files that no machine came to an end with
     * @throws io.fovea.session.CancelledException if cancelled
     */
    void work(PartOrder order, ModelParcel model, List<FilePart> parts, Consumer<List<String>> done, Monitor monitor);

    /** The stores that they read from and write to. */
    default FileStore store() {
        throw new FoveaException("These machines have no stores; give paths in place of addresses.");
    }

    /**
     * Writes a table for programs that work on with it, in place of an earlier one. Blocks.
     *
     * @param place a path or an address that ends in {@code .parquet} or {@code .csv}
     * @throws FoveaException if it cannot be written, or another's table is there
     */
    default void write(ResultTable table, String place) {
        throw new FoveaException("These machines write no tables.");
    }

    /** Gives them back. */
    @Override
    default void close() {}
}
