package io.fovea.batch;

import io.fovea.DiskFullException;
import io.fovea.FoveaException;
import io.fovea.batch.Audit.LeftOut;
import io.fovea.batch.Audit.Picture;
import io.fovea.batch.Audit.Row;
import io.fovea.batch.AuditFolder.Wish;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** One audit on its way: every image is looked at, then one method after the other explains all of them. */
final class AuditRun {
    private static final int COMPARED_AT = 48;

    private final Model model;
    private final Wish wish;
    private final Device device;
    private final Examiner examiner;
    private final Map<String, Seen> seen = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<float[]> compared = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();

    /** What is kept of an image between methods. */
    private record Seen(Picture picture, Examiner.Case facts) {}

    /**
     * An image to explain.
     *
     * @param name of the page, as in tables; different for every image
     * @param mask of the object, if there is one
     */
    record Piece(String name, Image image, Optional<Image> mask) {}

    /** Where the images come from. */
    interface Pieces {
        /**
         * Does something to each image, one after the other: what is kept of them is in their order, and every method has all
         * cores anyway.
         *
         * @return what could not be done, by file
         */
        List<Failure> inTurn(Monitor monitor, BiConsumer<Piece, Monitor> work);
    }

    AuditRun(Model model, Wish wish, Device device, Examiner examiner) {
        this.model = model;
        this.wish = wish;
        this.device = device;
        this.examiner = examiner;
    }

    /** Looks at every image; nothing else is done to one that fails. */
    List<Failure> look(Pieces pieces, TimeLeft left, Monitor monitor) {
        return pieces.inTurn(part(monitor, left, 0, "looking"), this::look);
    }

    /** The names of the images that were looked at. */
    List<String> names() {
        return List.copyOf(seen.keySet());
    }

    /** Forgets images. */
    void forget(List<String> names) {
        seen.keySet().removeAll(names);
    }

    /**
     * Explains every image by every method. Blocks.
     *
     * @throws CancelledException if cancelled
     */
    Audit explain(Pieces pieces, TimeLeft left, Monitor monitor) {
        for (int m = 0; m < wish.methods().size(); m++) {
            Method method = wish.methods().get(m);
            explain(method, pieces, part(monitor, left, m + 1, method.id()));
        }
        agree();
        return new Audit(seen.values().stream().map(Seen::picture).toList(), rows, leftOut);
    }

    private Monitor part(Monitor whole, TimeLeft left, int part, String name) {
        int parts = wish.methods().size() + 1;
        return Monitor.of(
                (fraction, message) -> {
                    double share = (part + fraction) / parts;
                    whole.report(share, name + ": " + message + left.after(share));
                },
                whole);
    }

    private void look(Piece piece, Monitor monitor) {
        Optional<Integer> wanted = ClassOf.wanted(wish.classes(), model.card(), examiner.classes());
        Examiner.Case facts = examiner.look(piece.image(), piece.mask(), wanted, monitor);
        boolean shown = seen.size() < wish.shown();
        Picture picture = new Picture(
                piece.name(),
                facts.label(),
                facts.probability(),
                ClassOf.folder(piece.name(), model.card(), examiner.classes()).map(facts.label()::equals),
                shown ? Optional.of(Overlays.forTheEye(piece.image()).shrunk(wish.side())) : Optional.empty(),
                shown ? piece.mask().map(mask -> mask.shrunk(wish.side())) : Optional.empty());
        seen.put(piece.name(), new Seen(picture, facts));
    }

    private void explain(Method method, Pieces pieces, Monitor monitor) {
        try (Explainer explainer = Explainer.openForAnyClass(model, wish.options(method), device)) {
            if (!explainer.options().method().equals(method)) {
                leftOut.add(new LeftOut(
                        method.id(), "It needs gradients, and this model has none on the way to its scores."));
                return;
            }
            List<Failure> failures = pieces.inTurn(monitor, (piece, part) -> measure(explainer, piece, part));
            failures.forEach(failure -> leftOut.add(new LeftOut(method.id(), failure.sentence())));
        } catch (CancelledException | DiskFullException e) {
            throw e;
        } catch (FoveaException e) {
            leftOut.add(new LeftOut(method.id(), e.getMessage()));
        }
    }

    private void measure(Explainer explainer, Piece piece, Monitor monitor) {
        String method = explainer.options().method().id();
        Seen one = seen.get(piece.name());
        Explanation explanation = explainer
                .explain(piece.image(), piece.mask(), List.of(one.facts().classIndex()), monitor)
                .get(0);
        boolean first = rows.stream().noneMatch(row -> row.method().equals(method));
        Verdict verdict = examiner.measure(
                explainer,
                piece.image(),
                piece.mask(),
                one.facts(),
                explanation,
                wish.copies(),
                first ? wish.steps() : 0,
                monitor);
        Optional<Image> overlay = one.picture().small().map(small -> HeatOverlay.of(
                        piece.image(), explanation.map(), ColorMap.JET)
                .shrunk(wish.side()));
        rows.add(new Row(
                piece.name(),
                method,
                explanation.layer(),
                verdict,
                overlay,
                explanation.note(),
                explanation.seconds()));
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
}
