package io.fovea.plan;

import io.fovea.FoveaException;
import io.fovea.MachineMemory;
import io.fovea.data.Dataset;
import io.fovea.data.ImageFiles;
import io.fovea.data.Splits;
import io.fovea.fit.Probe;
import io.fovea.model.ModelLibrary;
import io.fovea.recipe.DataKind;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.data.DataLayout;
import io.fovea.recipe.data.DataParts;
import io.fovea.recipe.data.LayoutFinder;
import io.fovea.recipe.data.RecipeData;
import io.fovea.report.Fingerprint;
import io.fovea.task.Monitor;
import io.fovea.torch.TorchDevice;
import io.fovea.train.TrialTraining;
import io.fovea.transfer.BaseModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Chooses a training by looking at data, one class for each thing to be chosen.
 *
 * <pre>{@code
 * Plan plan = new Planner(Path.of("photos"), PlanOptions.of("photos"), TorchDevice.CPU).plan(Monitor.NONE);
 * new Training(plan.recipe(), Path.of("photos")).run(Path.of("photos.onnx"), false, TrainingMonitor.NONE);
 * }</pre>
 */
public final class Planner {
    private static final double MEMORY_SHARE = 0.7;

    private final Path data;
    private final PlanOptions options;
    private final TorchDevice place;
    private final List<Path> folders;

    /**
     * A planner.
     *
     * @param data a folder, or a zip in its place
     * @param place where will be trained
     */
    public Planner(Path data, PlanOptions options, TorchDevice place) {
        this.data = data;
        this.options = options;
        this.place = place;
        this.folders = List.of(data);
    }

    /**
     * Looks at all data, measures some steps, and chooses; blocks, for a fifth of the time given at most but for reading
     * the data.
     *
     * @throws FoveaException when the data is of no kind that is known, or none of it can be read
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public Plan plan(Monitor monitor) {
        long began = System.nanoTime();
        DataLayout layout = LayoutFinder.find(data);
        Recipe provisional = RecipeDraft.provisional(options, layout, data);
        DataParts parts = DataParts.read(provisional, data);
        Dataset whole = parts.whole();
        SplitChoice split = SplitChoice.of(layout, whole.size(), parts.perLabel());
        Recipe readable = RecipeDraft.readable(provisional, hasColors(layout, whole), split);
        Splits splits = RecipeData.open(readable, data);
        Facts facts = new FactFinder(layout.labels().size()).of(splits, monitor);
        RecipeDraft draft = new RecipeDraft(
                options, layout, facts, data, split, start(layout, facts, readable), OptionalInt.empty());
        Pace pace = pace(draft, splits.train(), monitor);
        Optional<RecipeDraft> smaller = options.epochs().isPresent()
                ? Optional.empty()
                : draft.inTime(epochs(left(began), facts, pace).value());
        if (smaller.isPresent()) {
            draft = smaller.get();
            pace = pace(draft, splits.train(), monitor);
        }
        Measured measured = measure(draft, pace, began, monitor);
        String yaml = draft.yaml(measured);
        List<String> notes = new ArrayList<>(facts.repeated());
        notes.addAll(measured.notes());
        return new Plan(Recipe.parse(yaml, "that was chosen"), yaml, notes);
    }

    private Choice<Optional<KnownStart>> start(DataLayout layout, Facts facts, Recipe readable) {
        if (options.like().isPresent() && !options.fromScratch()) {
            String name = options.like().get();
            return new StartChoice(layout, facts, "").like(KnownModel.of(name, BaseModels.find(name, folders)));
        }
        if (options.fromScratch()) {
            return new Choice<>(Optional.empty(), "random weights, as was asked for");
        }
        List<KnownModel> shipped = ModelLibrary.names().stream()
                .map(name -> KnownModel.of(name, ModelLibrary.find(name)))
                .toList();
        boolean tell = shipped.stream().anyMatch(model -> !model.data().isEmpty());
        String fingerprint = tell
                ? RecipeData.fingerprint(data, RecipeData.whole(readable, data))
                        .map(Fingerprint::sha256)
                        .orElse("")
                : "";
        return new StartChoice(layout, facts, fingerprint).nearest(shipped);
    }

    /**
     * How fast a draft's network learns.
     *
     * @param trial that was timed, of the whole draft
     * @param batch examples in a step
     * @param perExample seconds
     */
    private record Pace(TrialTraining trial, Choice<Integer> batch, double perExample) {

        /** This one, or that of so many steps where they took less time, their start included. */
        Pace atMost(int steps, double seconds) {
            return new Pace(trial, batch, Math.min(perExample, seconds / steps / batch.value()));
        }
    }

    private Pace pace(RecipeDraft draft, Dataset train, Monitor monitor) {
        Recipe untried = Recipe.parse(draft.yaml(Measured.NOTHING), "that is tried");
        TrialTraining trial = TrialTraining.of(untried, train, folders, place);
        SortedMap<Integer, Probe.Speed> speeds = new TreeMap<>();
        Duration each =
                Duration.ofMillis(Math.max(500, Math.min(3000, options.time().toMillis() / 100)));
        for (int batch : BatchChoice.candidates(draft.facts().train())) {
            monitor.report(speeds.size() / 8.0, "measuring batches of " + batch);
            Probe.Speed speed = trial.speed(batch, each, monitor);
            if (!speeds.isEmpty() && (isNearLimit(speed) || isTooSlow(speed))) {
                break;
            }
            speeds.put(batch, speed);
        }
        Choice<Integer> batch = BatchChoice.of(speeds);
        return new Pace(trial, batch, speeds.get(batch.value()).secondsPerStep() / batch.value());
    }

    /** Learning rate and epochs, by trying. */
    private Measured measure(RecipeDraft draft, Pace pace, long began, Monitor monitor) {
        monitor.report(0.8, "range test of the learning rate");
        long testing = System.nanoTime();
        List<Probe.Point> points = pace.trial()
                .range(
                        pace.batch().value(),
                        LearningRateChoice.LEAST_TRIED,
                        LearningRateChoice.LARGEST_TRIED,
                        LearningRateChoice.STEPS,
                        monitor);
        // More steps than those by which batches were compared, at which Java and libtorch were still getting ready.
        Pace steady = pace.atMost(points.size(), (System.nanoTime() - testing) / 1e9);
        Duration left = left(began);
        boolean asked = options.epochs().isPresent();
        return new Measured(
                pace.batch(),
                LearningRateChoice.of(points, draft.isBegun()),
                epochs(left, draft.facts(), steady),
                asked ? List.of() : EpochsChoice.warnings(left, draft.facts(), steady.perExample()));
    }

    /** Of the time given. */
    private Duration left(long began) {
        Duration spent = Duration.ofNanos(System.nanoTime() - began);
        return options.time().compareTo(spent) > 0 ? options.time().minus(spent) : Duration.ZERO;
    }

    /** Whether twice the batch might not fit into this machine beside everything else. */
    private static boolean isNearLimit(Probe.Speed speed) {
        return speed.bytes() > MEMORY_SHARE * MachineMemory.total();
    }

    /** A step that takes a hundredth of the time leaves no time for many. */
    private boolean isTooSlow(Probe.Speed speed) {
        return speed.secondsPerStep() > options.time().toMillis() / 100_000.0;
    }

    private Choice<Integer> epochs(Duration left, Facts facts, Pace pace) {
        return options.epochs().isPresent()
                ? new Choice<>(options.epochs().getAsInt(), "as was asked for")
                : EpochsChoice.of(left, facts, pace.perExample());
    }

    /** Whether some of the images are RGB, by a few spread over all. */
    private static boolean hasColors(DataLayout layout, Dataset whole) {
        if (layout.data().kind() == DataKind.IDX) {
            return false;
        }
        List<Path> files = whole.files();
        // Of pairs every second file is a mask.
        int pair = layout.data().kind() == DataKind.MASKS || layout.data().kind() == DataKind.INSTANCES ? 2 : 1;
        int step = pair * Math.max(1, files.size() / pair / 40);
        for (int i = 0; i < files.size(); i += step) {
            if (isColored(files.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isColored(Path file) {
        try {
            return ImageFiles.read(file).isColor();
        } catch (FoveaException e) {
            return false; // damaged, or a table; what cannot be read is told when all is looked at
        }
    }
}
