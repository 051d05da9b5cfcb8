package io.fovea.task.instance;

import com.sun.management.OperatingSystemMXBean;
import io.fovea.session.Cancellation;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * How long it takes to tell some thousand objects of 4,000 x 4,000 pixels apart; for whoever changes that. No test.
 *
 * <p>{@code mvn -pl runtime test-compile}, then {@code java -cp runtime/target/test-classes:runtime/target/classes
 * io.fovea.task.instance.InstanceTimes}
 */
final class InstanceTimes {
    private static final int SIDE = 4000;
    private static final double CELL = 62.5;
    private static final int ROUNDS = 3;

    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private InstanceTimes() {}

    /** Prints seconds. */
    public static void main(String[] arguments) {
        int perSide = (int) (SIDE / CELL);
        List<Ellipse> drawn = Ellipse.grid(perSide, perSide, CELL, 1);
        int[] truth = Ellipse.labels(drawn, SIDE, SIDE);
        StarCandidates every = Ellipse.candidates(drawn, truth, SIDE, 32, 1);
        StarCandidates second = Ellipse.candidates(drawn, truth, SIDE, 32, 2);
        for (int round = 0; round < ROUNDS; round++) {
            print("StarDist, every second pixel, " + second.count() + " places", () -> stars(second));
            print("StarDist, every pixel, " + every.count() + " places", () -> stars(every));
            Flows flows = Flows.toCentres(drawn, truth, SIDE, SIDE, 5);
            print(
                    "Cellpose",
                    () -> FlowObjects.labels(
                            SIDE, SIDE, flows.down(), flows.across(), flows.inside(), 0.4, Cancellation.NONE));
        }
    }

    private static int[] stars(StarCandidates candidates) {
        return StarObjects.of(candidates, 0.4, Cancellation.NONE).labels(SIDE, SIDE, SIDE, SIDE);
    }

    private static void print(String what, Supplier<int[]> decoding) {
        long start = System.nanoTime();
        long work = MACHINE.getProcessCpuTime();
        int objects = Arrays.stream(decoding.get()).max().orElse(0);
        System.out.println(String.format(
                Locale.ROOT,
                "%s: %d objects in %.2f s, %.2f s of all processors",
                what,
                objects,
                (System.nanoTime() - start) * 1e-9,
                (MACHINE.getProcessCpuTime() - work) * 1e-9));
    }
}
