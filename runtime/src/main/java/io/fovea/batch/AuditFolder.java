package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.batch.Audit.Picture;
import io.fovea.batch.Audit.Row;
import io.fovea.batch.AuditRun.Piece;
import io.fovea.explain.ExplainOptions;
import io.fovea.explain.measure.Examiner;
import io.fovea.explain.measure.Measure;
import io.fovea.explain.method.Method;
import io.fovea.explain.method.TimeLeft;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Explains images by every method and measures every map. One method after the other takes all images, so that its network is
 * made once and no two are in memory; what a method cannot do is noted and leaves the others alone.
 */
public final class AuditFolder {
    private static final String TABLE = "audit.csv";
    private static final List<String> COLUMNS = List.of("image", "class", "probability", "method", "layer");

    private AuditFolder() {}

    /**
     * What is to be done.
     *
     * @param methods that are tried
     * @param classes by label or index, at most one; empty for the top class of each image
     * @param layers by name; empty for the one before the head
     * @param keepActivation whether the softmax or sigmoid at the end is part of the score
     * @param copies how many noisy copies each map is made anew for
     * @param steps of randomisation, of the first image by every method
     * @param shown how many of the images are shown
     * @param side of what is shown, in pixels
     */
    public record Wish(
            List<Method> methods,
            List<String> classes,
            List<String> layers,
            boolean keepActivation,
            int copies,
            int steps,
            int shown,
            int side) {
        /** Every method, two copies, three steps, the first six images. */
        public static final Wish DEFAULT = new Wish(Method.all(), List.of(), List.of(), false, 2, 3, 6, 224);

        /** Copies the lists. */
        public Wish {
            methods = List.copyOf(methods);
            classes = List.copyOf(classes);
            layers = List.copyOf(layers);
        }

        ExplainOptions options(Method method) {
            return ExplainOptions.DEFAULT
                    .withMethod(method)
                    .withClasses(classes)
                    .withLayers(method.needsLayer() ? layers : List.of())
                    .withActivation(keepActivation);
        }
    }

    /**
     * Audits every file, and writes {@code audit.csv}, a row for each image and method, and the {@linkplain AuditPage page}.
     * Blocks. A bad file is reported and the others are done.
     *
     * @param masks folder with a mask for each image, as for {@link ExplainFolder}
     * @return one row, the audit; none if no image could be done
     * @throws FoveaException before any work if the folder or a file in it must not be written, or the model neither classifies
     *     nor segments
     * @throws io.fovea.session.CancelledException if cancelled; nothing is written then
     */
    public static Report<Audit> run(
            Model model, Inputs inputs, Path output, Wish wish, Optional<Path> masks, Device device, Monitor monitor) {
        Path table = OutputFolder.open(output, inputs).table(TABLE, COLUMNS);
        Path page = output.resolve(AuditPage.FILE);
        AuditPage.requireReplaceable(page);
        Optional<Masks> all = masks.map(Masks::in);
        try (Examiner examiner = Examiner.open(model, wish.keepActivation(), device)) {
            AuditRun run = new AuditRun(model, wish, device, examiner);
            TimeLeft left = TimeLeft.start();
            Map<String, Path> files = new HashMap<>();
            Inputs fed = inputs.feeding(model.card().input());
            List<Failure> failures = run.look(pieces(fed, all, files), left, monitor);
            List<Path> failed = failures.stream().map(Failure::file).toList();
            run.forget(run.names().stream()
                    .filter(name -> failed.contains(files.get(name)))
                    .toList());
            if (run.names().isEmpty()) {
                return new Report<>(0, List.of(), failures);
            }
            List<Source> good = inputs.sources().stream()
                    .filter(source -> !failed.contains(source.file()))
                    .toList();
            Inputs whole = new Inputs(good, List.of(), List.of(), fed.pages());
            Audit audit = run.explain(pieces(whole, all, files), left, monitor);
            write(audit, table);
            new AuditPage(model.name(), audit).write(page);
            return new Report<>(good.size(), List.of(audit), failures);
        }
    }

    private static AuditRun.Pieces pieces(Inputs inputs, Optional<Masks> masks, Map<String, Path> files) {
        return (monitor, work) -> {
            PageRun.Work<Row> pages = (page, part) -> {
                files.put(page.name(), page.source().file());
                work.accept(new Piece(page.name(), page.image(), masks.map(all -> all.of(page.source()))), part);
                return List.of();
            };
            return PageRun.inTurn(inputs, monitor, pages).failures();
        };
    }

    /**
     * Audits an image that is open, and writes {@code audit.csv} and the {@linkplain AuditPage page}. Blocks.
     *
     * @param name what the image is called
     * @param mask of the object, as large as the image; 0 outside
     * @throws FoveaException before any work if the folder or a file in it must not be written, or the model neither classifies
     *     nor segments
     * @throws io.fovea.session.CancelledException if cancelled; nothing is written then
     */
    public static Audit image(
            Model model,
            Image image,
            String name,
            Optional<Image> mask,
            Path output,
            Wish wish,
            Device device,
            Monitor monitor) {
        Path table = OutputFolder.open(output, List.of()).table(TABLE, COLUMNS);
        Path page = output.resolve(AuditPage.FILE);
        AuditPage.requireReplaceable(page);
        AuditRun.Pieces single = (part, work) -> {
            work.accept(new Piece(name, image, mask), part);
            return List.of();
        };
        try (Examiner examiner = Examiner.open(model, wish.keepActivation(), device)) {
            AuditRun run = new AuditRun(model, wish, device, examiner);
            TimeLeft left = TimeLeft.start();
            run.look(single, left, monitor);
            Audit audit = run.explain(single, left, monitor);
            write(audit, table);
            new AuditPage(model.name(), audit).write(page);
            return audit;
        }
    }

    private static void write(Audit audit, Path table) {
        List<String> columns = new ArrayList<>(COLUMNS);
        for (Measure measure : Measure.values()) {
            columns.add(measure.id());
        }
        columns.addAll(List.of("note", "seconds"));
        Csv csv = new Csv(columns);
        Map<String, Picture> pictures =
                audit.images().stream().collect(Collectors.toMap(Picture::name, picture -> picture));
        for (Row row : audit.rows()) {
            Picture picture = pictures.get(row.image());
            List<Object> cells = new ArrayList<>(
                    List.of(row.image(), picture.label(), picture.probability(), row.method(), row.layer()));
            for (Measure measure : Measure.values()) {
                cells.add(
                        row.verdict().of(measure).isPresent()
                                ? (Object) row.verdict().of(measure).getAsDouble()
                                : "");
            }
            cells.add(row.note().orElse(""));
            cells.add(row.seconds());
            csv.row(cells.toArray());
        }
        csv.write(table);
    }
}
