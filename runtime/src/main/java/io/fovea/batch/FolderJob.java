package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.model.ModelParcel;
import io.fovea.session.Device;
import io.fovea.task.Findings;
import io.fovea.task.FolderFile;
import io.fovea.task.ImageDocument;
import io.fovea.task.ImagePredictor;
import io.fovea.task.Job;
import io.fovea.task.JobOption;
import io.fovea.task.JobSettings;
import io.fovea.task.LargeImage;
import io.fovea.task.Monitor;
import io.fovea.task.Outcome;
import io.fovea.task.Prediction;
import io.fovea.task.ResultFolder;
import io.fovea.task.ScaleNote;
import io.fovea.task.Views;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Does the job of a model's task for files, several at once. Into a folder it writes the pictures of each image, {@code <stem>-...}, and the job's table, such as {@code segment.csv}.
 *
 * <p>Results lie in the subfolders that the images lie in. Where stems are equal the later file keeps its suffix; the pages
 * of a file are told apart by what its {@link io.fovea.image.Hyperstack} says, {@code <stem>-c1-z0003}, or by number,
 * {@code <stem>-0003}.
 */
public final class FolderJob<P extends Prediction> {
    private static final String IMAGE = "image";

    private final Job<P> job;
    private final ImagePredictor<P> predictor;
    private final JobSettings settings;

    /**
     * Prepares to work with a model that is open.
     *
     * @throws io.fovea.FoveaException if what is chosen makes no sense of the model
     */
    public FolderJob(Job<P> job, ImagePredictor<P> predictor, JobSettings settings) {
        job.require(predictor.card(), settings);
        this.job = job;
        this.predictor = predictor.seeing(Views.of(settings));
        this.settings = settings;
    }

    /**
     * What was found in a file, or on one page of it.
     *
     * @param image the {@link Source}'s name; for a page of several, with {@code #} and what tells it apart
     * @param width of the image, in pixels
     * @param height of the image, in pixels
     * @param seconds wall time of the inference, or of the explanation
     */
    public record Row(String image, int width, int height, double seconds, Findings findings) {}

    /**
     * Does every file and writes nothing. Blocks. A bad file is reported and the others are done.
     *
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public Report<Row> run(Inputs inputs, Monitor monitor) {
        return FolderRun.run(
                feeding(inputs),
                BatchPlan.USUAL,
                monitor,
                predictor.card(),
                work(inputs.sources().size()));
    }

    /**
     * Does every file and writes the results into a folder. Blocks. A bad file is reported and the others are done.
     *
     * @throws io.fovea.FoveaException before any work if the folder cannot be written, or holds another table
     * @throws io.fovea.session.CancelledException if cancelled; what was done by then stays
     */
    public Report<Row> run(Inputs inputs, Path output, Monitor monitor) {
        return run(inputs, BatchPlan.USUAL, output, monitor);
    }

    /**
     * Does the files that a plan has and writes the results into a folder. Otherwise as {@link #run(Inputs, Path, Monitor)}.
     *
     * @return what came of all of them, those included that an earlier run had done
     */
    public Report<Row> run(Inputs inputs, BatchPlan plan, Path output, Monitor monitor) {
        return run(inputs, plan, new BatchFiles(output, job.verb(), ".csv", plan.shard()), monitor);
    }

    /**
     * Does the files that a plan has and writes the table to a file; its journal, and {@code failures.csv}, lie beside it.
     * For jobs without pictures. Otherwise as {@link #run(Inputs, BatchPlan, Path, Monitor)}.
     */
    public Report<Row> runToTable(Inputs inputs, BatchPlan plan, Path table, Monitor monitor) {
        return run(inputs, plan, BatchFiles.of(table, plan.shard()), monitor);
    }

    private FolderBooks books(Inputs fed, BatchPlan plan, BatchFiles files) {
        WorkOrder order =
                new WorkOrder(job.verb(), predictor.card(), predictor.fingerprint(), predictor.device(), options());
        JobTables tables = new JobTables(job, predictor.card(), settings);
        return new FolderBooks(fed, plan, files, order, tables, Source::state);
    }

    /** What was chosen, by name. */
    private Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        for (JobOption option : job.options().stream().filter(settings::has).toList()) {
            options.put(option.name(), option.words(settings.number(option)));
        }
        return options;
    }

    /**
     * The images that the shares of a plan divide among them, as there are fewer images than shares: those that are large and
     * worked on strip by strip. Each share then has a part of each, and {@link ShareMerge} puts them together. Blocks on the disk.
     */
    public List<String> dividedImages(Inputs inputs, BatchPlan plan) {
        return divided(inputs, plan).sources().stream()
                .filter(source -> source.part().isPresent())
                .map(source -> source.whole().name())
                .distinct()
                .toList();
    }

    private Inputs divided(Inputs inputs, BatchPlan plan) {
        return Division.of(
                feeding(inputs), plan.shard(), (large, around) -> job.divides(predictor, large, around, settings));
    }

    private Job.InStrips part(PageRun.Page page, Monitor monitor) {
        Shard part = page.source().part().orElseThrow();
        LargeImage large = page.pixels()
                .large()
                .orElseThrow(() -> new FoveaException("The image cannot be read strip by strip here, as it was when it"
                        + " was divided; give the command again."));
        return job.part(predictor, large, page.around(), settings, part.index(), part.count(), monitor);
    }

    private Report<Row> run(Inputs inputs, BatchPlan plan, BatchFiles files, Monitor monitor) {
        Inputs fed = divided(inputs, plan);
        try (FolderBooks books = books(fed, plan, files)) {
            return FolderRun.run(
                    fed,
                    plan,
                    monitor,
                    books,
                    work(fed.share(plan.shard()).sources().size()));
        }
    }

    /**
     * Has the files that a plan has done by other machines. Results lie where, and are what, they would be of {@link #run(Inputs,
     * BatchPlan, Path, Monitor)}; in a folder of a store, in which there is nothing, journal, tables and report follow at the end,
     * also of a run that was interrupted. Blocks.
     *
     * @param model that is open
     * @param output a folder, by its path or its {@linkplain FileStore#isAddress address}
     * @throws io.fovea.FoveaException as of that, or if machines cannot be had, or leave files undone
     */
    public Report<Row> runOn(
            Machines machines, Model model, Inputs inputs, BatchPlan plan, String output, Monitor monitor) {
        return Staging.at(machines, output, (folder, place) -> {
            BatchFiles files = new BatchFiles(folder, job.verb(), ".csv", plan.shard());
            return runOn(machines, model, inputs, plan, files, place, monitor);
        });
    }

    /**
     * The same for a job without pictures; see {@link #runToTable}.
     *
     * @param table by its path, or by its address; beside that, there is neither a journal nor a report on it, nor a table of failures
     */
    public Report<Row> runToTableOn(
            Machines machines, Model model, Inputs inputs, BatchPlan plan, String table, Monitor monitor) {
        if (!FileStore.isAddress(table)) {
            BatchFiles files = BatchFiles.of(Path.of(table), plan.shard());
            String folder = files.folder().toAbsolutePath().toString();
            return runOn(machines, model, inputs, plan, files, folder, monitor);
        }
        int name = table.lastIndexOf('/') + 1;
        String folder = table.substring(0, name);
        try (Staging staging = Staging.of(machines.store(), folder)) {
            BatchFiles files = BatchFiles.of(staging.folder().resolve(table.substring(name)), plan.shard());
            List.of(files.table(), files.journal(), files.failures(), files.document(files.name() + "-report.html"))
                    .forEach(file -> machines.store().requireFree(folder + file));
            return runOn(machines, model, inputs, plan, files, folder, monitor);
        }
    }

    /**
     * Looks whether a job can be done by {@link Machines}, before there are any.
     *
     * @throws FoveaException if not
     */
    public static void requireForMachines(Job<?> job, JobSettings settings) {
        if (job.planes(settings).isPresent()) {
            throw new FoveaException("Stacks are put together on one machine alone: leave --stack and --link out, or"
                    + " run " + job.verb() + " without Spark, by --shard on several machines.");
        }
    }

    private Report<Row> runOn(
            Machines machines,
            Model model,
            Inputs inputs,
            BatchPlan plan,
            BatchFiles files,
            String output,
            Monitor monitor) {
        requireForMachines(job, settings);
        Inputs fed = feeding(inputs);
        try (FolderBooks books = books(fed, plan, files)) {
            PartOrder order = PartedRun.order(
                    fed, plan, books, job.verb(), options(), predictor.device(), files.folder(), output);
            return PartedRun.run(fed, plan, books, order, ModelParcel.of(model), machines, monitor);
        }
    }

    /** What is done to each page of so many files. */
    FolderRun.Work work(int files) {
        CoreChoice<P> cores = new CoreChoice<>(predictor, files);
        return (page, monitor) -> {
            if (page.source().part().isPresent()) {
                Job.InStrips part = part(page, monitor);
                return () -> made(page, part.outcome(), predictor.device(), part.seconds());
            }
            Optional<Job.InStrips> large = page.pixels()
                    .large()
                    .flatMap(image -> job.inStrips(predictor, image, page.around(), settings, monitor));
            if (large.isPresent()) {
                return () -> made(
                        page,
                        large.get().outcome(),
                        predictor.device(),
                        large.get().seconds());
            }
            job.requireMemory(
                    predictor.card(), page.pixels().width(), page.pixels().height(), settings);
            ImagePredictor<P> asked = cores.of(page.pixels(), page.count());
            P prediction = asked.predict(page.image(), job.rescaling(settings, page.around()), monitor);
            return () -> made(
                    page,
                    job.outcome(prediction, page.image(), page.around(), settings),
                    predictor.device(),
                    prediction.seconds());
        };
    }

    /** What is written of a page; of a part of one no rows. */
    static FolderRun.Made made(PageRun.Page page, Outcome outcome, Device device, double seconds) {
        Map<String, Image> pictures = new LinkedHashMap<>();
        outcome.pictures().forEach((suffix, picture) -> pictures.put(page.stem() + suffix, picture));
        Map<String, ImageDocument> documents = new LinkedHashMap<>();
        outcome.documents().forEach((suffix, document) -> documents.put(page.stem() + suffix, document));
        Map<String, ResultFolder> folders = new LinkedHashMap<>();
        outcome.folders().forEach((suffix, folder) -> folders.put(page.stem() + suffix, folder));
        int width = page.pixels().width();
        int height = page.pixels().height();
        // The usual one is not told in every row.
        Findings found = device.kind() == Device.Kind.CPU
                ? outcome.findings()
                : outcome.findings().on(device);
        List<Row> rows = page.source().part().isPresent()
                ? List.of()
                : List.of(new Row(page.name(), width, height, seconds, found));
        return new FolderRun.Made(pictures, documents, folders, outcome.additions(), rows, outcome.details(), seconds);
    }

    private Inputs feeding(Inputs inputs) {
        return inputs.feeding(predictor.card().input());
    }

    /**
     * What the job has to say of all rows together, in sentences.
     *
     * @param place where they are read
     */
    public List<String> remarks(List<Row> rows, ScaleNote.Place place) {
        List<String> remarks = new ArrayList<>(job.remarks(
                rows.stream()
                        .map(row -> new FolderFile.Entry(row.image(), row.width(), row.height(), row.findings()))
                        .toList(),
                place));
        rows.stream().flatMap(row -> row.findings().notes().stream()).distinct().forEach(remarks::add);
        return remarks;
    }

    /** The columns that the table of a job begins with, whatever the model. */
    public static List<String> firstColumns(Job<?> job) {
        return behindImage(job.columns());
    }

    /** The job's table. */
    public Csv table(List<Row> rows) {
        return new JobTables(job, predictor.card(), settings).table(rows);
    }

    /**
     * The job's table with a type for each column, and a row for each file that failed.
     *
     * @param inputs of the report
     */
    public ResultTable table(Inputs inputs, Report<Row> report) {
        return new JobTables(job, predictor.card(), settings)
                .table(report.rows(), FolderBooks.missing(report, FolderBooks.names(inputs)));
    }

    static List<String> behindImage(List<String> columns) {
        List<String> all = new ArrayList<>(List.of(IMAGE));
        all.addAll(columns);
        return all;
    }
}
