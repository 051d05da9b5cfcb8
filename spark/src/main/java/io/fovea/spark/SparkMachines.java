package io.fovea.spark;

import io.fovea.FoveaException;
import io.fovea.batch.FilePart;
import io.fovea.batch.FileStore;
import io.fovea.batch.Machines;
import io.fovea.batch.PartOrder;
import io.fovea.batch.ResultTable;
import io.fovea.model.ModelParcel;
import io.fovea.session.CancelledException;
import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.FutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/** Does the files of a batch as one Spark job, a task for each partition of them. */
final class SparkMachines implements Machines {
    private static final long POLL_MILLIS = 100;

    private final JavaSparkContext spark;
    private final String title;
    private final long partitionBytes;

    /**
     * Those of a context, which is stopped with this.
     *
     * @param title for Spark's pages
     * @param partitionBytes that the files of a task have together, at most, but for a single larger one
     */
    SparkMachines(SparkContext context, String title, long partitionBytes) {
        this.spark = new JavaSparkContext(context);
        this.title = title;
        this.partitionBytes = partitionBytes;
    }

    @Override
    public void work(
            PartOrder order, ModelParcel model, List<FilePart> parts, Consumer<List<String>> done, Monitor monitor) {
        try {
            run(order, model, parts, done, monitor);
        } catch (IllegalStateException e) {
            if (!spark.sc().isStopped()) {
                throw e;
            }
            throw new FoveaException(
                    "Spark's master '" + spark.sc().master()
                            + "' does not answer, or ended the work; check its address, and that it runs Spark "
                            + spark.version() + ". " + SparkFailure.GO_ON,
                    e);
        }
    }

    private void run(
            PartOrder order, ModelParcel model, List<FilePart> parts, Consumer<List<String>> done, Monitor monitor) {
        List<ArrayList<FilePart>> partitions = Partitions.of(parts, partitionBytes, spark.defaultParallelism());
        Broadcast<ModelParcel> shipped = spark.broadcast(model);
        Broadcast<SerializableConfiguration> stores =
                spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
        spark.setJobGroup(
                "fovea-" + UUID.randomUUID(),
                String.format(Locale.ROOT, "%s: %,d images, %,d tasks", title, parts.size(), partitions.size()),
                true);
        spark.setCallSite(title);
        try {
            collect(
                    submit(spark.parallelize(partitions, partitions.size()), new PartTask(order, shipped, stores)),
                    done,
                    monitor);
        } finally {
            if (!spark.sc().isStopped()) {
                spark.clearJobGroup();
                spark.clearCallSite();
                shipped.destroy();
                stores.destroy();
            }
            ExecutorWorkers.closeIdle();
        }
    }

    /** What is under way, and the answers that are there so far: of each task one, however often it was tried. */
    private record Submitted(FutureAction<BoxedUnit> action, BlockingQueue<List<String>> answers) {}

    private Submitted submit(JavaRDD<ArrayList<FilePart>> partitions, PartTask task) {
        BlockingQueue<List<String>> answers = new LinkedBlockingQueue<>();
        List<Object> all = new ArrayList<>(
                IntStream.range(0, partitions.getNumPartitions()).boxed().toList());
        FutureAction<BoxedUnit> action = spark.sc()
                .submitJob(
                        partitions.rdd(),
                        task,
                        CollectionConverters.asScala(all).toSeq(),
                        new Answered(answers),
                        new AbstractFunction0<BoxedUnit>() {
                            @Override
                            public BoxedUnit apply() {
                                return BoxedUnit.UNIT;
                            }
                        });
        return new Submitted(action, answers);
    }

    private static final class Answered extends AbstractFunction2<Object, ArrayList<String>, BoxedUnit> {
        private final BlockingQueue<List<String>> answers;

        Answered(BlockingQueue<List<String>> answers) {
            this.answers = answers;
        }

        @Override
        public BoxedUnit apply(Object partition, ArrayList<String> lines) {
            answers.add(lines);
            return BoxedUnit.UNIT;
        }
    }

    private static void collect(Submitted job, Consumer<List<String>> done, Monitor monitor) {
        try {
            boolean ended = false;
            while (!ended || !job.answers().isEmpty()) {
                ended = job.action().isCompleted();
                if (monitor.isCancelled()) {
                    throw new CancelledException();
                }
                List<String> lines = job.answers().poll(ended ? 0 : POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (lines != null) {
                    done.accept(lines);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } finally {
            if (!job.action().isCompleted()) {
                job.action().cancel();
            }
        }
        Try<BoxedUnit> how = job.action().value().get();
        if (how.isFailure()) {
            Throwable e = how.failed().get();
            throw new FoveaException(SparkFailure.sentence(e), e);
        }
    }

    private SparkSession session() {
        return SparkSession.builder().getOrCreate();
    }

    @Override
    public FileStore store() {
        return new HadoopStore(spark.hadoopConfiguration(), this::session);
    }

    @Override
    public void write(ResultTable table, String place) {
        new SparkTables(this::session, spark.hadoopConfiguration()).write(table, place);
    }

    @Override
    public void close() {
        spark.stop();
        ExecutorWorkers.closeIdle();
    }
}
