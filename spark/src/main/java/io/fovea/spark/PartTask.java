package io.fovea.spark;

import io.fovea.batch.FilePart;
import io.fovea.batch.PartOrder;
import io.fovea.model.ModelParcel;
import io.fovea.task.Monitor;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** What an executor does for a partition of files: it answers with lines for the journal. */
final class PartTask extends AbstractFunction1<Iterator<ArrayList<FilePart>>, ArrayList<String>>
        implements Serializable {
    private static final long serialVersionUID = 1;

    private final PartOrder order;
    private final Broadcast<ModelParcel> model;

    PartTask(PartOrder order, Broadcast<ModelParcel> model) {
        this.order = order;
        this.model = model;
    }

    @Override
    public ArrayList<String> apply(Iterator<ArrayList<FilePart>> partitions) {
        Monitor monitor = new TaskMonitor(TaskContext.get());
        ArrayList<String> lines = new ArrayList<>();
        ExecutorWorkers.use(order, model::value, worker -> {
            while (partitions.hasNext()) {
                lines.addAll(worker.run(partitions.next(), Path.of(order.output()), monitor));
            }
        });
        return lines;
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
