package io.fovea.task.instance;

import com.sun.management.OperatingSystemMXBean;
import io.fovea.session.Cancellation;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

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
        for (int round = 0; round < ROUNDS; round++) {
            for (int grid : new int[] {1, 2}) {
                StarCandidates candidates = Ellipse.candidates(drawn, truth, SIDE, 32, grid);
                long start = System.nanoTime();
                int[] found = StarObjects.labels(candidates, 0.4, SIDE, SIDE, SIDE, SIDE, Cancellation.NONE);
                print("stardist, grid " + grid + ", " + candidates.count() + " places", start, found);
            }
            Flows flows = Flows.toCentres(drawn, truth, SIDE, SIDE, 5);
            long start = System.nanoTime();
            int[] found =
                    FlowObjects.labels(SIDE, SIDE, flows.down(), flows.across(), flows.inside(), Cancellation.NONE);
            print("cellpose, " + Arrays.stream(truth).filter(label -> label > 0).count() + " pixels", start, found);
        }
    }

    private static void print(String what, long start, int[] found) {
        double seconds = (System.nanoTime() - start) * 1e-9;
        System.out.println(String.format(
                Locale.ROOT,
                "%s: %d objects in %.2f s, %.2f s of all processors so far",
                what,
                Arrays.stream(found).max().orElse(0),
                seconds,
                MACHINE.getProcessCpuTime() * 1e-9));
    }
}
