package io.fovea.cli.benchmark;

import io.fovea.task.Monitor;
import io.fovea.torch.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * Training by Fovea, images varied and made into batches on the way, against loops that have nothing to do but train:
 * libtorch in the same precision and memory format, libtorch as it comes, DJL.
 */
final class TrainingBenchmark implements Benchmark {
    private static final Rounds ROUNDS = new Rounds(0, 3);

    @Override
    public String name() {
        return "training";
    }

    @Override
    public boolean isCalled(String word) {
        return word.equals(name()) || word.equals("train");
    }

    @Override
    public List<Measurement> run(Monitor monitor) {
        Optional<Djl> djl = Djl.forTraining(monitor);
        List<Measurement> results = new ArrayList<>();
        int done = 0;
        for (Workload workload : Workload.ALL) {
            double before = done++;
            Monitor part = Monitor.of(
                    (fraction, message) ->
                            monitor.report((before + fraction) / Workload.ALL.size(), workload.network()),
                    monitor);
            results.addAll(measure(workload, djl, part));
        }
        return results;
    }

    private List<Measurement> measure(Workload workload, Optional<Djl> djl, Monitor monitor) {
        List<Loop> loops = new ArrayList<>();
        for (String name : List.of("fovea", "same", "plain")) {
            loops.add(new Loop(() -> Contender.ours(name, workload, monitor)));
        }
        djl.filter(there -> there.runs(workload))
                .ifPresent(there -> loops.add(new Loop(() -> there.start(workload, monitor))));
        List<Side> speeds = ROUNDS.measure(List.copyOf(loops), monitor);
        List<Side> sides = new ArrayList<>();
        for (int i = 0; i < speeds.size(); i++) {
            sides.add(speeds.get(i).withPeak(loops.get(i).peak));
        }
        return lines(workload, sides, djl);
    }

    /**
     * A loop that is started anew for every round: where threads and memory happen to lie, a process may keep to another
     * speed for all its life. Its first round warms it up.
     */
    private static final class Loop implements DoubleSupplier {
        private final Supplier<Contender> start;
        private long peak;

        Loop(Supplier<Contender> start) {
            this.start = start;
        }

        @Override
        public double getAsDouble() {
            try (Contender contender = start.get()) {
                contender.round();
                double speed = contender.round();
                peak = Math.max(peak, contender.peak());
                return speed;
            }
        }
    }

    private static List<Measurement> lines(Workload workload, List<Side> sides, Optional<Djl> djl) {
        boolean halved = Precision.automatic() == Precision.BF16;
        String precision = halved ? "bf16" : "fp32";
        String what = "train " + workload.network() + ", " + workload.side() + " px, batch " + workload.batch() + ", "
                + precision;
        List<Measurement> lines = new ArrayList<>();
        Side fovea = sides.get(0);
        lines.add(line(what, fovea, sides.get(1), "libtorch, channels last, " + precision, "at least 0.92"));
        lines.add(line(what, fovea, sides.get(2), "libtorch, fp32", halved ? "at least 1.7" : ""));
        if (sides.size() > 3) {
            lines.add(line(what, fovea, sides.get(3), "DJL " + djl.orElseThrow().version(), ""));
        }
        return lines;
    }

    private static Measurement line(String what, Side fovea, Side other, String against, String aim) {
        return new Measurement(what, "images/s", fovea, other, against, aim);
    }
}
