package io.fovea.imagej;

import ij.gui.Roi;
import io.fovea.FoveaException;
import io.fovea.imagej.StrokeSet.PaintedClass;
import io.fovea.imagej.StrokeSet.Stroke;
import io.fovea.session.CancelledException;
import io.fovea.session.Device;
import io.fovea.stroke.Doubt;
import io.fovea.stroke.PixelNetwork;
import io.fovea.stroke.StrokeClasses;
import io.fovea.stroke.StrokeClassifier;
import io.fovea.stroke.StrokeTraining;
import io.fovea.stroke.Strokes;
import io.fovea.task.Monitor;
import io.fovea.task.Segmentation;
import java.awt.EventQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.scijava.log.LogService;

/**
 * Learns from strokes while others are painted, in a thread of its own, one wish after the other; of those that come
 * meanwhile the last is taken. The network and the features of images are kept until it is closed. Thread-safe; what it tells is
 * told on the event thread.
 */
final class StrokeLearner implements AutoCloseable {
    private static final int DOUBTS = 3;

    /**
     * What to learn from.
     *
     * @param base the name of the model whose layers are the features
     * @param shown the plane to predict, if one is on show
     * @param save where the model is to be written, if it is
     */
    record Wish(
            String base,
            List<PaintedClass> classes,
            List<Stroke> strokes,
            Optional<StrokedPlane> shown,
            Optional<StrokeModelFile> save) {
        Wish {
            classes = List.copyOf(classes);
            strokes = List.copyOf(strokes);
        }
    }

    /**
     * What was learnt.
     *
     * @param plane that was predicted, if one was on show
     * @param layers that show the prediction on it
     * @param report in a sentence
     */
    record Learnt(Optional<StrokedPlane> plane, List<Roi> layers, String report) {
        Learnt {
            layers = List.copyOf(layers);
        }

        /** Nothing to show. */
        static Learnt nothing(String report) {
            return new Learnt(Optional.empty(), List.of(), report);
        }
    }

    private final Consumer<Learnt> listener;
    private final Consumer<String> progress;
    private final FeatureStore features = new FeatureStore();
    private Optional<PixelNetwork> network = Optional.empty();
    private String base = "";
    private Optional<Wish> next = Optional.empty();
    private boolean isSaving;
    private boolean isBusy;
    private boolean isClosed;
    private Stop stop = new Stop();
    private Stop running = stop;

    /** Cancels everything that was wished for so far. */
    private static final class Stop {
        private volatile boolean isSet;
    }

    /**
     * A learner.
     *
     * @param listener hears what was learnt, and why nothing was
     * @param progress hears what is being done
     */
    StrokeLearner(Consumer<Learnt> listener, Consumer<String> progress) {
        this.listener = listener;
        this.progress = progress;
    }

    /** Learns this as soon as it can. A model that is to be saved is, also if other strokes follow. Does not block. */
    synchronized void learn(Wish wish) {
        Optional<StrokeModelFile> unsaved =
                next.flatMap(Wish::save).filter(file -> wish.save().isEmpty());
        next = Optional.of(
                unsaved.isEmpty()
                        ? wish
                        : new Wish(wish.base(), wish.classes(), wish.strokes(), wish.shown(), unsaved));
        isClosed = false;
        if (!isBusy) {
            isBusy = true;
            CompletableFuture<Void> running = Patience.begin(() -> {
                workOn();
                return null;
            });
            running.exceptionally(failure -> {
                fail(failure);
                return null;
            });
        }
    }

    /** Whether there is something that is not learnt yet. Does not block. */
    synchronized boolean isBusy() {
        return isBusy;
    }

    /**
     * Gives up what is being learnt, within a second, also what was to be saved. Does not block.
     *
     * @return whether something was to be saved
     */
    synchronized boolean stop() {
        boolean isUnsaved = isSaving || next.flatMap(Wish::save).isPresent();
        stop.isSet = true;
        stop = new Stop();
        next = Optional.empty();
        return isUnsaved;
    }

    /** Gives up what is being learnt, unless it is to be saved. Does not block. */
    synchronized void rest() {
        next = next.filter(wish -> wish.save().isPresent());
        if (!isSaving) {
            stop.isSet = true;
            stop = new Stop();
        }
    }

    /**
     * Frees the network and all features, as soon as what is to be saved is, and whatever else runs has ended. Does not block;
     * others may be learnt afterwards.
     */
    @Override
    public synchronized void close() {
        rest();
        isClosed = true;
        if (!isBusy) {
            free();
        }
    }

    private void free() {
        network.ifPresent(PixelNetwork::close);
        network = Optional.empty();
        features.clear();
    }

    private synchronized Optional<Wish> take() {
        Optional<Wish> taken = next;
        next = Optional.empty();
        isBusy = taken.isPresent();
        running = stop;
        isSaving = taken.flatMap(Wish::save).isPresent();
        if (!isBusy && isClosed) {
            free();
        }
        return taken;
    }

    /** What cancels the wish that was taken last. */
    private synchronized Stop current() {
        return running;
    }

    private synchronized void saved() {
        isSaving = false;
    }

    private void workOn() {
        for (Optional<Wish> wish = take(); wish.isPresent(); wish = take()) {
            Stop mine = current();
            try {
                tell(work(wish.get(), monitor(mine)), mine);
            } catch (CancelledException e) {
                continue; // nobody waits for it any more
            } catch (FoveaException e) {
                tell(Learnt.nothing(e.getMessage()), mine);
            } catch (RuntimeException | LinkageError e) {
                fail(e);
            } catch (OutOfMemoryError e) {
                features.clear();
                tell(
                        Learnt.nothing("Java's memory is too small for the features of these images; give it more in"
                                + " Edit > Options > Memory & Threads, or paint on smaller ones."),
                        mine);
            }
        }
    }

    private Monitor monitor(Stop mine) {
        return Monitor.of(
                (fraction, message) -> EventQueue.invokeLater(() -> progress.accept(message)), () -> mine.isSet);
    }

    private void tell(Learnt learnt, Stop mine) {
        EventQueue.invokeLater(() -> {
            if (!mine.isSet) {
                listener.accept(learnt);
            }
        });
    }

    private void fail(Throwable failure) {
        Scijava.context().service(LogService.class).error("Train", failure);
        tell(Learnt.nothing("Learning failed: " + failure + ". The log says where."), current());
    }

    private Learnt work(Wish wish, Monitor monitor) {
        List<StrokedPlane> planes = StrokeSet.planes(wish.strokes());
        List<PaintedClass> painted = wish.classes().stream()
                .filter(one -> wish.strokes().stream().anyMatch(stroke -> stroke.of() == one.id()))
                .toList();
        String missing = wish.classes().stream()
                .filter(one -> !painted.contains(one))
                .map(PaintedClass::name)
                .collect(Collectors.joining(", "));
        if (wish.save().isPresent() && !missing.isEmpty()) {
            return Learnt.nothing("Nothing was saved: there is no stroke of " + missing + " yet.");
        }
        if (painted.size() < 2 || !painted.contains(wish.classes().get(0))) {
            return Learnt.nothing("Paint a stroke of " + missing + ".");
        }
        long start = System.nanoTime();
        PixelNetwork opened = opened(wish.base(), monitor);
        StrokeClasses classes =
                new StrokeClasses(painted.stream().map(PaintedClass::name).toList());
        StrokeTraining training = new StrokeTraining(opened, classes);
        List<StrokedPlane> taught = new ArrayList<>();
        for (StrokedPlane plane : planes) {
            Strokes strokes = StrokeSet.painted(plane, painted, wish.strokes());
            features.of(plane, opened).ifPresent(known -> {
                training.set(plane.toString(), known, strokes);
                taught.add(plane);
            });
        }
        StrokeClassifier learnt = training.learn(monitor);
        wish.save().ifPresent(file -> {
            file.write(learnt);
            saved();
        });
        String report = String.format(
                Locale.ROOT,
                "%,d pixels on %s%s, %.1f s on %s%s%s",
                learnt.pixels(),
                taught.size() == 1 ? taught.get(0).words() : taught.size() + " planes",
                without(planes, taught),
                (System.nanoTime() - start) * 1e-9,
                opened.device(),
                missing.isEmpty() ? "" : "; no stroke yet of " + missing,
                wish.save().map(file -> "; saved as " + file).orElse(""));
        Learnt seen = wish.shown()
                .filter(StrokedPlane::isOpen)
                .flatMap(plane -> features.of(plane, opened).map(known -> {
                    Segmentation found = learnt.predict(known, monitor);
                    return seen(found, plane, painted, wish.strokes(), report);
                }))
                .orElseGet(() -> Learnt.nothing(report));
        features.tidy(planes);
        return seen;
    }

    /** The features of a closed image cannot be computed, by another network or after the window was closed. */
    private static String without(List<StrokedPlane> planes, List<StrokedPlane> taught) {
        String titles = planes.stream()
                .filter(plane -> !taught.contains(plane))
                .map(plane -> plane.image().getTitle())
                .distinct()
                .collect(Collectors.joining(", "));
        return titles.isEmpty() ? "" : " (without the strokes on " + titles + ", closed by now)";
    }

    private static Learnt seen(
            Segmentation found, StrokedPlane plane, List<PaintedClass> painted, List<Stroke> strokes, String report) {
        List<Doubt> doubts = Doubt.least(found, StrokeSet.painted(plane, painted, strokes), DOUBTS);
        List<Roi> layers = PredictionLayers.of(
                found,
                painted.stream().map(PaintedClass::name).toList(),
                painted.stream().map(PaintedClass::color).toList(),
                doubts);
        layers.forEach(plane::place);
        String where = doubts.stream().map(doubt -> doubt.x() + "," + doubt.y()).collect(Collectors.joining(" and "));
        return new Learnt(
                Optional.of(plane), layers, report + (doubts.isEmpty() ? "" : "; least sure around " + where));
    }

    private PixelNetwork opened(String name, Monitor monitor) {
        if (network.isPresent() && name.equals(base)) {
            return network.get();
        }
        monitor.report(0, "opening " + name);
        free();
        PixelNetwork opened = PixelNetwork.open(ToldModel.of(name).find(), Device.AUTO);
        network = Optional.of(opened);
        base = name;
        return opened;
    }
}
