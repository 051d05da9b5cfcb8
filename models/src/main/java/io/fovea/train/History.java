package io.fovea.train;

import io.fovea.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** What each epoch of a training came to. */
public final class History {

    private static final String HEADER = "epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds";

    /**
     * One epoch.
     *
     * @param epoch from 1
     * @param loss mean over the training batches, as they were seen
     * @param accuracy share of images or pixels classified rightly in training, 0..1
     * @param validationLoss mean over the validation examples after the epoch
     * @param validationAccuracy share of images or pixels classified rightly in validation, 0..1
     * @param learningRate at the epoch's end
     * @param seconds the epoch took, validation included
     */
    public record Epoch(
            int epoch,
            double loss,
            double accuracy,
            double validationLoss,
            double validationAccuracy,
            double learningRate,
            double seconds) {

        private String toCsv() {
            return String.format(
                    Locale.ROOT,
                    "%d,%.6f,%.6f,%.6f,%.6f,%.3e,%.2f",
                    epoch,
                    loss,
                    accuracy,
                    validationLoss,
                    validationAccuracy,
                    learningRate,
                    seconds);
        }

        private static Epoch ofCsv(String line) {
            String[] cells = line.split(",");
            double[] v = new double[cells.length];
            for (int i = 1; i < cells.length; i++) {
                v[i] = Double.parseDouble(cells[i]);
            }
            return new Epoch(Integer.parseInt(cells[0]), v[1], v[2], v[3], v[4], v[5], v[6]);
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

    /** The history as CSV with a header line. */
    public String toCsv() {
        return HEADER + "\n" + epochs.stream().map(e -> e.toCsv() + "\n").collect(Collectors.joining());
    }

    /** Reads what {@link #toCsv} gave. */
    public static History ofCsv(String csv) {
        History history = new History();
        csv.lines().skip(1).filter(line -> !line.isBlank()).map(Epoch::ofCsv).forEach(history::add);
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
