package io.fovea.batch;

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

    /** Gives them back. */
    @Override
    default void close() {}
}
