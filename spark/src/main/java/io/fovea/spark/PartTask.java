package io.fovea.spark;

import io.fovea.batch.FilePart;
import io.fovea.batch.PartOrder;
import io.fovea.batch.PartWorker;
import io.fovea.model.ModelParcel;
import io.fovea.task.Monitor;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** What an executor does for a partition of files: it answers with lines for the journal. */
final class PartTask extends AbstractFunction1<Iterator<ArrayList<FilePart>>, ArrayList<String>>
        implements Serializable {
    private static final long serialVersionUID = 1;

    private final PartOrder order;
    private final Broadcast<ModelParcel> model;
    private final Broadcast<SerializableConfiguration> stores;

    /**
     * Prepares it.
     *
     * @param stores settings of Hadoop
     */
    PartTask(PartOrder order, Broadcast<ModelParcel> model, Broadcast<SerializableConfiguration> stores) {
        this.order = order;
        this.model = model;
        this.stores = stores;
    }

    @Override
    public ArrayList<String> apply(Iterator<ArrayList<FilePart>> partitions) {
        Monitor monitor = new TaskMonitor(TaskContext.get());
        ArrayList<String> lines = new ArrayList<>();
        ExecutorWorkers.use(order, model::value, worker -> {
            while (partitions.hasNext()) {
                lines.addAll(run(worker, partitions.next(), monitor));
            }
        });
        return lines;
    }

    private List<String> run(PartWorker worker, List<FilePart> parts, Monitor monitor) {
        if (!StoreErrand.isOne(order, parts)) {
            return worker.run(parts, Path.of(order.output()), monitor);
        }
        HadoopStore store = new HadoopStore(stores.value().value(), () -> {
            throw new IllegalStateException("tables are the driver's");
        });
        return new StoreErrand(store, worker, order).run(parts, monitor);
    }

    /** Ends with the attempt, as Spark ends those whose twin was faster. */
    private record TaskMonitor(TaskContext context) implements Monitor {
        @Override
        public void report(double fraction, String message) {
            // Spark counts tasks.
        }

        @Override
        public boolean isCancelled() {
            return context.isInterrupted();
        }
    }
}
