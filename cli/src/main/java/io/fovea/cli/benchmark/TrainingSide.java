package io.fovea.cli.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * A training loop that is started anew for every round: where threads and memory happen to lie, a process may keep to another
 * speed for all its life. The steps at the head of its round warm it up.
 */
final class TrainingSide implements DoubleSupplier {
    private final Supplier<Contender> start;
    private final List<Double> speeds = new ArrayList<>();
    private final List<Double> users = new ArrayList<>();
    private final List<Double> systems = new ArrayList<>();
    private final List<Double> faults = new ArrayList<>();
    private final List<Double> peaks = new ArrayList<>();

    TrainingSide(Supplier<Contender> start) {
        this.start = start;
    }

    /** Runs a round; images per second. Blocks. */
    @Override
    public double getAsDouble() {
        try (Contender contender = start.get()) {
            speeds.add(contender.round());
            users.add(contender.userMillis());
            systems.add(contender.systemMillis());
            faults.add(contender.faults());
            peaks.add(contender.peak() / 1e6);
        }
        return speeds.get(speeds.size() - 1);
    }

    /** Images per second, of all rounds so far. */
    Side speed() {
        return side(speeds);
    }

    /** User time for each image, in milliseconds. */
    Side user() {
        return side(users);
    }

    /** System time for each image, in milliseconds. */
    Side system() {
        return side(systems);
    }

    /** Pages that the system mapped for each image. */
    Side faults() {
        return side(faults);
    }

    /** The most memory that its process ever held, in megabytes. */
    Side peak() {
        return side(peaks);
    }

    /** How many times as fast as another one it was, round by round. */
    Side by(TrainingSide other) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < speeds.size(); i++) {
            ratios.add(speeds.get(i) / other.speeds.get(i));
        }
        return side(ratios);
    }

    private static Side side(List<Double> rounds) {
        return Side.of(rounds.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
