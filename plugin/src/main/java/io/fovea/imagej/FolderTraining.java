package io.fovea.imagej;

import io.fovea.FoveaException;
import io.fovea.UserPath;
import io.fovea.model.KeptModels;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
import io.fovea.session.Cancellation;
import io.fovea.session.CancelledException;
import io.fovea.share.ModelCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A training on a folder of data, in a process of its own, so that ImageJ needs no library for it and goes on if it fails. What it
 * writes lies in {@code training} beside the user's models; its model is one of these at the end.
 */
public final class FolderTraining {
    private static final long POLL_MILLIS = 200;
    private static final int LINES_OF_ERROR = 3;

    /** What the trainer says is read so, whatever the locale. */
    private static final String UTF_8 = "-Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8";

    private final Plan plan;
    private final Path folder;
    private final Path model;
    private final Path stop;
    private final TrainingLeftovers left;

    /**
     * What to do.
     *
     * @param data a folder of images in a sub-folder for each class, or of {@code images} and {@code labels}, or a zip of one
     * @param name what the model is called
     * @param minutes how long all of it may take
     * @param epochs how many there are; 0 for as many as fit
     * @param like the model to begin with, a name or a file; empty for that which made the labels, or the nearest shipped one
     * @param resume whether to go on with a training that was ended early, whose recipe then says how long and with what
     */
    public record Plan(String data, String name, int minutes, int epochs, String like, boolean resume) {
        /** The same on what was begun on these data. */
        Plan resumed(String on) {
            return new Plan(on, name, minutes, epochs, like, true);
        }
    }

    /** Hears of a training; in the thread that runs it. */
    interface Listener {
        /** A line that the trainer said. */
        void said(String line);

        /** The curves so far, after each epoch. */
        void progressed(TrainingCurves curves);
    }

    /**
     * Prepares.
     *
     * @throws FoveaException if there is no such folder, the name is none or another's, or there is nothing to go on with
     */
    public FolderTraining(Plan plan) {
        this.plan = plan;
        KeptModels kept = KeptModels.ofUser();
        String name = plan.name().strip();
        if (name.isEmpty() || !name.matches("[^/\\\\:*?\"<>|\\p{Cntrl}]+") || name.startsWith(".")) {
            throw new FoveaException(
                    "The model needs a name that a file can have, such as my-cells, not '" + plan.name() + "'.");
        }
        if (ModelLibrary.names().contains(name) || kept.find(name).isPresent()) {
            throw new FoveaException("There is a model '" + name + "' already; give another name.");
        }
        if (!Files.exists(data())) {
            throw new FoveaException("There is no folder of data '" + plan.data()
                    + "'; give one with a sub-folder of images for each class, or with the folders images and labels.");
        }
        folder = kept.folder().toAbsolutePath().resolveSibling("training").resolve(name);
        model = folder.resolve(name + ".onnx");
        stop = folder.resolve("stop");
        left = new TrainingLeftovers(model);
        if (plan.resume()) {
            earlier()
                    .orElseThrow(() -> new FoveaException("There is no training of '" + name + "' to go on with in '"
                            + folder + "'; leave resume out to begin one."))
                    .requireOn(data());
        }
    }

    /** A training of the same name that can be gone on with. Blocks on the disk. */
    Optional<EarlierTraining> earlier() {
        return left.earlier();
    }

    private Path data() {
        return UserPath.of(plan.data().strip())
                .filter(path -> !plan.data().isBlank())
                .orElseThrow(
                        () -> new FoveaException("Give the folder of data to train on, not '" + plan.data() + "'."));
    }

    /** Where the report, the recipe and the curves lie beside the model. */
    Path folder() {
        return folder;
    }

    /**
     * Trains. Blocks, for as long as the plan says and somewhat longer.
     *
     * @return what is to be said of it, in a sentence
     * @throws FoveaException if there is no trainer, or it fails: with what it said
     * @throws CancelledException if cancelled; the process is ended by then
     */
    String run(Listener listener, Cancellation cancel) {
        List<String> words = command(TrainerProgram.require());
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(stop);
            if (!plan.resume()) {
                left.begin(data());
            }
            ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
            builder.environment()
                    .put("FOVEA_MODELS", KeptModels.ofUser().folder().toString());
            builder.environment().merge("FOVEA_JAVA_OPTIONS", UTF_8, (given, ours) -> given + " " + ours);
            Process process = builder.start();
            process.getOutputStream().close();
            try {
                return follow(process, listener, cancel);
            } catch (FoveaException | IOException e) {
                left.restore();
                throw e;
            }
        } catch (IOException e) {
            throw new FoveaException("The trainer cannot be run in '" + folder + "': " + e.getMessage() + ".", e);
        }
    }

    private String follow(Process process, Listener listener, Cancellation cancel) throws IOException {
        Thread end = new Thread(() -> stop(process));
        Runtime.getRuntime().addShutdownHook(end);
        try (TrainerOutput output = TrainerOutput.of(process)) {
            try {
                return follow(process, output, listener, cancel);
            } finally {
                stop(process); // or the end of its output would be waited for in vain
            }
        } finally {
            removeHook(end);
        }
    }

    private String follow(Process process, TrainerOutput output, Listener listener, Cancellation cancel)
            throws IOException {
        TrainingCurves seen = TrainingCurves.NONE;
        boolean isRunning = true;
        while (isRunning) {
            cancel.check();
            isRunning = !ended(process);
            if (!isRunning) {
                output.awaitEnd();
            }
            output.lines().forEach(listener::said);
            TrainingCurves now = TrainingCurves.read(left.history());
            if (now.epochs() > seen.epochs()) {
                seen = now;
                listener.progressed(seen);
            }
        }
        if (process.exitValue() != 0) {
            throw new FoveaException("The trainer failed: " + output.last(LINES_OF_ERROR));
        }
        String name = ModelCopy.add(model, KeptModels.ofUser(), Cancellation.NONE);
        ModelManager.refresh(name);
        return "'" + name + "' is among the models of the dialogs now: " + score() + "its report is in " + folder;
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    /** On Windows the launcher is a shell, whose child is the trainer. */
    private static void stop(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // Java is ending, and runs it
        }
    }

    private String score() {
        return KeptModels.ofUser()
                .find(plan.name().strip())
                .flatMap(path -> Model.read(path).card().provenance().score())
                .map(sentence -> sentence + "; ")
                .orElse("");
    }

    /** Ends the training after the running epoch, and keeps the best so far. Does not block. */
    void stopAndKeepBest() {
        try {
            Files.createDirectories(folder);
            Files.writeString(stop, "");
        } catch (IOException e) {
            throw new FoveaException("The trainer cannot be told to stop: '" + stop + "' cannot be written.", e);
        }
    }

    private List<String> command(Path launcher) {
        List<String> words = new ArrayList<>(TrainerProgram.command(launcher));
        words.addAll(List.of("train", data().toString(), "--output", model.toString(), "--stop-when", stop.toString()));
        if (plan.resume()) {
            words.add("--resume");
            return words;
        }
        words.addAll(List.of("--time", plan.minutes() + "m"));
        if (plan.epochs() > 0) {
            words.addAll(List.of("--epochs", Integer.toString(plan.epochs())));
        }
        like().ifPresent(base -> words.addAll(List.of("--like", base)));
        return words;
    }

    private Optional<String> like() {
        return Optional.of(plan.like().strip())
                .filter(text -> !text.isEmpty())
                .or(() -> TrainingPairs.base(data()))
                .map(name -> KeptModels.ofUser().find(name).map(Path::toString).orElse(name));
    }

    /** Runs a training of a macro: in the thread that calls it, with the curves in a plot where there is a display. */
    public String runInMacro() {
        EscapeMonitor monitor = new EscapeMonitor(1);
        CurvesPlot plot = new CurvesPlot(plan.name());
        Consumer<String> status = line -> monitor.report(0, line);
        return run(
                new Listener() {
                    @Override
                    public void said(String line) {
                        status.accept(line);
                    }

                    @Override
                    public void progressed(TrainingCurves curves) {
                        plot.show(curves);
                    }
                },
                monitor);
    }
}
