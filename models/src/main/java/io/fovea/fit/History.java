package io.fovea.fit;

import io.fovea.AtomicFile;
import io.fovea.FoveaException;
import io.fovea.recipe.MonitoredValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What each epoch of a training came to. */
public final class History {

    private static final List<String> COLUMNS =
            List.of("epoch", "loss", "accuracy", "val_loss", "val_accuracy", "learning_rate", "seconds");

    /** The length of a layer's gradient, of {@link Epoch#each}. */
    public static final String GRADIENT_NORM = "gradient_norm";

    /** The F1 of a label in validation, of {@link Epoch#each}. */
    public static final String F1 = "val_f1";

    /** The intersection over union of a label in validation, of {@link Epoch#each}. */
    public static final String IOU = "val_iou";

    /**
     * One epoch.
     *
     * @param epoch from 1
     * @param loss mean over the training batches, as they were seen
     * @param accuracy share of images, pixels or labels answered rightly in training, 0..1; of pixels, on every fourth
     *     row
     * @param validationLoss mean over the validation examples after the epoch
     * @param validationAccuracy share of images, pixels or labels answered rightly in validation, 0..1
     * @param learningRate at the epoch's end
     * @param seconds the epoch took, validation included
     * @param metrics what else was measured in validation, by name, such as {@code val_mean_iou}
     * @param details what was measured of each layer or label: {@code gradient_norm:conv2d}, the Euclidean norm of a layer's
     *     gradient, mean over some steps, in the network's order; {@code val_f1:0} or {@code val_iou:0} of the first label;
     *     empty where nothing was
     */
    public record Epoch(
            int epoch,
            double loss,
            double accuracy,
            double validationLoss,
            double validationAccuracy,
            double learningRate,
            double seconds,
            Map<String, Double> metrics,
            Map<String, Double> details) {

        /** Copies metrics and details. */
        public Epoch {
            metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
            details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
        }

        /** An epoch of which there are no details. */
        public Epoch(
                int epoch,
                double loss,
                double accuracy,
                double validationLoss,
                double validationAccuracy,
                double learningRate,
                double seconds,
                Map<String, Double> metrics) {
            this(epoch, loss, accuracy, validationLoss, validationAccuracy, learningRate, seconds, metrics, Map.of());
        }

        /** Every value by its column, in the columns' order, but for the epoch's number and the details. */
        public Map<String, Double> values() {
            Map<String, Double> values = new LinkedHashMap<>();
            double[] known = {loss, accuracy, validationLoss, validationAccuracy, learningRate, seconds};
            for (int i = 0; i < known.length; i++) {
                values.put(COLUMNS.get(i + 1), known[i]);
            }
            values.putAll(metrics);
            return values;
        }

        /**
         * One of {@link #values}.
         *
         * @throws FoveaException when there is none of that name
         */
        public double value(String name) {
            Double value = values().get(name);
            if (value == null) {
                throw new FoveaException("The value '" + name + "' is not measured in this training; there are "
                        + String.join(", ", values().keySet()) + ".");
            }
            return value;
        }

        /**
         * What was measured of each layer or label, by its name or number.
         *
         * @param what such as {@link History#GRADIENT_NORM}
         */
        public Map<String, Double> each(String what) {
            Map<String, Double> each = new LinkedHashMap<>();
            details.forEach((name, value) -> {
                if (name.startsWith(what + ":")) {
                    each.put(name.substring(what.length() + 1), value);
                }
            });
            return each;
        }

        private Map<String, Double> columns() {
            Map<String, Double> columns = new LinkedHashMap<>(values());
            columns.putAll(details);
            return columns;
        }

        private String toCsv(Set<String> columns) {
            Map<String, Double> cells = columns();
            return epoch + ","
                    + columns.stream()
                            .map(cells::get)
                            .map(value -> value == null ? "" : value.toString())
                            .collect(Collectors.joining(","));
        }

        private static Epoch ofCsv(List<String> header, String line) {
            String[] cells = line.split(",", -1);
            double[] v = new double[COLUMNS.size()];
            Map<String, Double> metrics = new LinkedHashMap<>();
            Map<String, Double> details = new LinkedHashMap<>();
            for (int i = 1; i < cells.length; i++) {
                String name = header.get(i);
                if (i < v.length) {
                    v[i] = Double.parseDouble(cells[i]);
                } else if (name.contains(":") && !cells[i].isEmpty()) {
                    details.put(name, Double.valueOf(cells[i]));
                } else if (!cells[i].isEmpty()) {
                    metrics.put(name, Double.valueOf(cells[i]));
                }
            }
            return new Epoch(Integer.parseInt(cells[0]), v[1], v[2], v[3], v[4], v[5], v[6], metrics, details);
        }
    }

    private final List<Epoch> epochs = new ArrayList<>();

    /** Notes an epoch. */
    public void add(Epoch epoch) {
        epochs.add(epoch);
    }

    /** All epochs so far, in order; a copy. */
    public List<Epoch> epochs() {
        return List.copyOf(epochs);
    }

    /**
     * The first of the epochs in which a value was best; empty before any, or where it was never a number.
     *
     * @param monitor the value, which says whether low or high is best: of a metric of a program's own, that given to the trainer, as
     *     its word alone does not tell
     * @throws FoveaException when there is no such column
     */
    public Optional<Epoch> best(MonitoredValue monitor) {
        return new EpochRanking(monitor).best(this);
    }

    /** The history as CSV with a header line; reading it gives the same numbers to the last bit. */
    public String toCsv() {
        Set<String> columns = new LinkedHashSet<>(COLUMNS.subList(1, COLUMNS.size()));
        epochs.forEach(epoch -> columns.addAll(epoch.metrics().keySet()));
        epochs.forEach(epoch -> columns.addAll(epoch.columns().keySet()));
        String header = COLUMNS.get(0) + "," + String.join(",", columns);
        return Stream.concat(Stream.of(header), epochs.stream().map(epoch -> epoch.toCsv(columns)))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    /** Reads what {@link #toCsv} gave. */
    public static History ofCsv(String csv) {
        History history = new History();
        List<String> lines = csv.lines().filter(line -> !line.isBlank()).toList();
        List<String> header = List.of(lines.get(0).split(","));
        lines.stream().skip(1).map(line -> Epoch.ofCsv(header, line)).forEach(history::add);
        return history;
    }

    /** Writes the CSV. */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, toCsv().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof History that && epochs.equals(that.epochs);
    }

    @Override
    public int hashCode() {
        return Objects.hash(epochs);
    }
}
