package io.fovea.train.report;

import io.fovea.FoveaException;
import io.fovea.fit.Callback;
import io.fovea.fit.EpochEnd;
import io.fovea.fit.History;
import io.fovea.graph.Graph;
import io.fovea.graph.Tensor;
import io.fovea.model.Model;
import io.fovea.report.EventFile;
import io.fovea.report.EventSummary;
import io.fovea.torch.Trainable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Writes a training where TensorBoard finds it, after every epoch: losses, scores, learning rate and the length of each
 * layer's gradient as numbers, weights as histograms, some validation images with what the model answers. Each training is a
 * run, a folder of its own, so that several stand beside each other; one that is resumed goes on with its file.
 *
 * <pre>{@code
 * tensorboard --logdir runs
 * }</pre>
 */
public final class TensorBoardLog implements Callback {

    private static final String EVENTS = "events.out.tfevents.";
    private static final int TIMES = 10;

    private final Path folder;
    private final String run;
    private final boolean resume;
    private final int epochs;
    private final Function<Graph, Model> whole;
    private final ValidationPictures pictures;
    private EventFile file;

    /**
     * A log of one training, of which nothing is written yet.
     *
     * @param folder of all runs, as TensorBoard is given it
     * @param run what this one is called; where there is such a run, a number follows
     * @param resume whether it goes on with the latest of that name
     * @param epochs how many there will be at most; pictures are drawn about ten times
     * @param whole makes a model that answers of a network in training
     * @param pictures of it
     */
    public TensorBoardLog(
            Path folder,
            String run,
            boolean resume,
            int epochs,
            Function<Graph, Model> whole,
            ValidationPictures pictures) {
        this.folder = folder;
        this.run = run;
        this.resume = resume;
        this.epochs = epochs;
        this.whole = whole;
        this.pictures = pictures;
    }

    /**
     * Begins the file, or finds the one to go on with.
     *
     * @throws FoveaException when it cannot be written
     */
    @Override
    public void began(History before) {
        write(() -> {
            Optional<Path> known = resume ? latest() : Optional.empty();
            if (known.isPresent()) {
                file = EventFile.resume(known.get(), before.epochs().size() + 1L);
                return;
            }
            String name = EVENTS + String.format(Locale.ROOT, "%010d", System.currentTimeMillis() / 1000) + ".fovea";
            file = EventFile.begin(next().resolve(name));
            // Of a training that was not logged until now, what its history keeps.
            for (History.Epoch epoch : before.epochs()) {
                file.add(epoch.epoch(), numbers(epoch));
            }
        });
    }

    private Path run(int number) {
        return folder.resolve(number == 1 ? run : run + "-" + number);
    }

    private Path next() {
        int number = 1;
        while (Files.exists(run(number))) {
            number++;
        }
        return run(number);
    }

    private Optional<Path> latest() throws IOException {
        int number = 1;
        while (Files.exists(run(number + 1))) {
            number++;
        }
        if (Files.notExists(run(number))) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(run(number))) {
            return files.filter(each -> each.getFileName().toString().startsWith(EVENTS))
                    .max(Comparator.naturalOrder());
        }
    }

    @Override
    public Optional<String> epochEnded(EpochEnd end) {
        History.Epoch epoch = end.epoch();
        EventSummary summary = numbers(epoch);
        weights(end.network(), summary);
        if (epoch.epoch() == 1 || epoch.epoch() % Math.max(1, epochs / TIMES) == 0) {
            pictures.addTo(summary, whole.apply(end.network()));
        }
        write(() -> file.add(epoch.epoch(), summary));
        return Optional.empty();
    }

    private static EventSummary numbers(History.Epoch epoch) {
        EventSummary summary = new EventSummary()
                .number("loss/training", epoch.loss())
                .number("loss/validation", epoch.validationLoss())
                .number("accuracy/training", epoch.accuracy())
                .number("accuracy/validation", epoch.validationAccuracy())
                .number("learning_rate", epoch.learningRate())
                .number("seconds", epoch.seconds());
        epoch.metrics().forEach((name, value) -> summary.number("validation/" + name.replaceFirst("^val_", ""), value));
        // Numbered, as TensorBoard puts tags in the order of their names.
        int layer = 0;
        for (Map.Entry<String, Double> norm : epoch.each(History.GRADIENT_NORM).entrySet()) {
            layer++;
            summary.number(String.format(Locale.ROOT, "gradient_norm/%03d %s", layer, norm.getKey()), norm.getValue());
        }
        return summary;
    }

    private static void weights(Graph network, EventSummary summary) {
        Map<String, Tensor> all = network.initializers();
        Trainable.weights(network)
                .forEach(name ->
                        summary.histogram("weights/" + name, all.get(name).toFloats()));
    }

    private interface Writing {
        void write() throws IOException;
    }

    private void write(Writing writing) {
        try {
            writing.write();
        } catch (IOException e) {
            throw new FoveaException(
                    "The log for TensorBoard in '" + folder + "' cannot be written: " + e.getMessage()
                            + "; give another folder.",
                    e);
        }
    }
}
