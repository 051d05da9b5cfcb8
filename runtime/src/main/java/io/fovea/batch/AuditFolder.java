package io.fovea.batch;

import io.fovea.DiskFullException;
import io.fovea.FoveaException;
import io.fovea.batch.Audit.LeftOut;
import io.fovea.batch.Audit.Picture;
import io.fovea.batch.Audit.Row;
import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explainer;
import io.fovea.explain.Explanation;
import io.fovea.explain.HeatOverlay;
import io.fovea.explain.measure.Agreement;
import io.fovea.explain.measure.Examiner;
import io.fovea.explain.measure.Measure;
import io.fovea.explain.measure.Verdict;
import io.fovea.explain.method.Method;
import io.fovea.explain.method.TimeLeft;
import io.fovea.image.ColorMap;
import io.fovea.image.Image;
import io.fovea.image.Overlays;
import io.fovea.model.Model;
import io.fovea.session.CancelledException;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Explains images by every method and measures every map. One method after the other takes all images, so that its network is
 * made once and no two are in memory; what a method cannot do is noted and leaves the others alone.
 */
public final class AuditFolder {
    private static final List<String> COLUMNS = List.of("image", "class", "probability", "method", "layer");
    private static final int COMPARED_AT = 48;

    private final Model model;
    private final Wish wish;
    private final Device device;
    private final Examiner examiner;
    private final Optional<Masks> masks;
    private final Map<String, Seen> seen = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<float[]> compared = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();

    /** What is kept of an image between methods. */
    private record Seen(Source source, Picture picture, Examiner.Case facts) {}

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

        private ExplainOptions options(Method method) {
            return ExplainOptions.DEFAULT
                    .withMethod(method)
                    .withClasses(classes)
                    .withLayers(method.needsLayer() ? layers : List.of())
                    .withActivation(keepActivation);
        }
    }

    private AuditFolder(Model model, Wish wish, Device device, Examiner examiner, Optional<Masks> masks) {
        this.model = model;
        this.wish = wish;
        this.device = device;
        this.examiner = examiner;
        this.masks = masks;
    }

    /**
     * Audits every file, and writes {@code audit.csv}: a row for each image and method. Blocks. A bad file is reported and the
     * others are done.
     *
     * @param masks folder with a mask for each image, as for {@link ExplainFolder}
     * @return one row, the audit; none if no image could be done
     * @throws FoveaException before any work if the folder cannot be written, or the model neither classifies nor segments
     * @throws io.fovea.session.CancelledException if cancelled; nothing is written then
     */
    public static Report<Audit> run(
            Model model, Inputs inputs, Path output, Wish wish, Optional<Path> masks, Device device, Monitor monitor) {
        Path table = OutputFolder.open(output, inputs).table("audit.csv", COLUMNS);
        try (Examiner examiner = Examiner.open(model, wish.keepActivation(), device)) {
            AuditFolder audit = new AuditFolder(model, wish, device, examiner, masks.map(Masks::in));
            return audit.run(inputs.feeding(model.card().input()), table, monitor);
        }
    }

    private Report<Audit> run(Inputs inputs, Path table, Monitor monitor) {
        int parts = wish.methods().size() + 1;
        TimeLeft left = TimeLeft.start();
        List<Failure> failures = inTurn(inputs, part(monitor, left, 0, parts, "looking"), this::look);
        List<Path> failed = failures.stream().map(Failure::file).toList();
        List<Source> good = inputs.sources().stream()
                .filter(source -> !failed.contains(source.file()))
                .toList();
        Inputs whole = new Inputs(good, List.of(), List.of(), inputs.pages());
        seen.values().removeIf(one -> failed.contains(one.source().file()));
        if (seen.isEmpty()) {
            return new Report<>(0, List.of(), failures);
        }
        for (int m = 0; m < wish.methods().size(); m++) {
            Method method = wish.methods().get(m);
            audit(method, whole, part(monitor, left, m + 1, parts, method.id()));
        }
        agree();
        Audit audit = new Audit(seen.values().stream().map(Seen::picture).toList(), rows, leftOut);
        write(audit, table);
        return new Report<>(good.size(), List.of(audit), failures);
    }

    /** One page after the other: what is kept of them is in their order, and every method has all cores anyway. */
    private static List<Failure> inTurn(Inputs inputs, Monitor monitor, BiConsumer<PageRun.Page, Monitor> work) {
        PageRun.Work<Row> pages = (page, part) -> {
            work.accept(page, part);
            return List.of();
        };
        return PageRun.inTurn(inputs, monitor, pages).failures();
    }

    private static Monitor part(Monitor whole, TimeLeft left, int part, int parts, String name) {
        return Monitor.of(
                (fraction, message) -> {
                    double share = (part + fraction) / parts;
                    whole.report(share, name + ": " + message + left.after(share));
                },
                whole);
    }

    private void look(PageRun.Page page, Monitor monitor) {
        Optional<Image> mask = masks.map(all -> all.of(page.source()));
        Optional<Integer> wanted = ClassOf.wanted(wish.classes(), model.card(), examiner.classes());
        Examiner.Case facts = examiner.look(page.image(), mask, wanted, monitor);
        boolean shown = seen.size() < wish.shown();
        Picture picture = new Picture(
                page.name(),
                facts.label(),
                facts.probability(),
                ClassOf.folder(page.name(), model.card(), examiner.classes()).map(facts.label()::equals),
                shown ? Optional.of(small(Overlays.forTheEye(page.image()))) : Optional.empty(),
                shown ? mask.map(this::small) : Optional.empty());
        seen.put(page.name(), new Seen(page.source(), picture, facts));
    }

    private Image small(Image image) {
        double factor = Math.min(1, (double) wish.side() / Math.max(image.width(), image.height()));
        return factor == 1
                ? image
                : image.resized((int) Math.max(1, Math.round(factor * image.width())), (int)
                        Math.max(1, Math.round(factor * image.height())));
    }

    private void audit(Method method, Inputs inputs, Monitor monitor) {
        try (Explainer explainer = Explainer.openForAnyClass(model, wish.options(method), device)) {
            if (!explainer.options().method().equals(method)) {
                leftOut.add(new LeftOut(
                        method.id(), "It needs gradients, and this model has none on the way to its scores."));
                return;
            }
            List<Failure> failures = inTurn(inputs, monitor, (page, part) -> measure(explainer, page, part));
            failures.forEach(failure -> leftOut.add(new LeftOut(method.id(), failure.sentence())));
        } catch (CancelledException | DiskFullException e) {
            throw e;
        } catch (FoveaException e) {
            leftOut.add(new LeftOut(method.id(), e.getMessage()));
        }
    }

    private void measure(Explainer explainer, PageRun.Page page, Monitor monitor) {
        Optional<Image> mask = masks.map(all -> all.of(page.source()));
        String method = explainer.options().method().id();
        Seen one = seen.get(page.name());
        Explanation explanation = explainer
                .explain(page.image(), mask, List.of(one.facts().classIndex()), monitor)
                .get(0);
        boolean first = rows.stream().noneMatch(row -> row.method().equals(method));
        Verdict verdict = examiner.measure(
                explainer,
                page.image(),
                mask,
                one.facts(),
                explanation,
                wish.copies(),
                first ? wish.steps() : 0,
                monitor);
        Optional<Image> overlay = one.picture()
                .small()
                .map(small -> small(HeatOverlay.of(page.image(), explanation.map(), ColorMap.JET)));
        rows.add(new Row(
                page.name(), method, explanation.layer(), verdict, overlay, explanation.note(), explanation.seconds()));
        compared.add(explanation.map().on(COMPARED_AT, COMPARED_AT));
    }

    private void agree() {
        for (String name : seen.keySet()) {
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i).image().equals(name)) {
                    places.add(i);
                }
            }
            double[] agreements =
                    Agreement.of(places.stream().map(compared::get).toList());
            for (int i = 0; i < agreements.length; i++) {
                Row row = rows.get(places.get(i));
                Verdict more = row.verdict().with(Measure.AGREEMENT, agreements[i]);
                rows.set(
                        places.get(i),
                        new Row(
                                row.image(),
                                row.method(),
                                row.layer(),
                                more,
                                row.overlay(),
                                row.note(),
                                row.seconds()));
            }
        }
    }

    private void write(Audit audit, Path table) {
        List<String> columns = new ArrayList<>(COLUMNS);
        for (Measure measure : Measure.values()) {
            columns.add(measure.id());
        }
        columns.addAll(List.of("note", "seconds"));
        Csv csv = new Csv(columns);
        for (Row row : audit.rows()) {
            Picture picture = seen.get(row.image()).picture();
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
