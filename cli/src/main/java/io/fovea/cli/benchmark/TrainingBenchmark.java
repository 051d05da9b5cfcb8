package io.fovea.cli.benchmark;

import io.fovea.task.Monitor;
import io.fovea.torch.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Training by Fovea, images varied and made into batches on the way, against loops that have nothing to do but train:
 * libtorch in the same precision and memory format, libtorch as it comes, DJL.
 */
final class TrainingBenchmark implements Benchmark {
    private static final Rounds ROUNDS = new Rounds(1, 3);

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
        Optional<Djl> djl = Djl.find();
        List<Measurement> results = new ArrayList<>();
        int done = 0;
        for (Workload workload : Workload.ALL) {
            double before = done++;
            Monitor part = Monitor.of(
                    (fraction, message) ->
                            monitor.report((before + fraction) / Workload.ALL.size(), workload.network()),
                    monitor);
            results.addAll(measure(workload, djl, ROUNDS, part));
        }
        return results;
    }

    static List<Measurement> measure(Workload workload, Optional<Djl> djl, Rounds rounds, Monitor monitor) {
        List<Contender> contenders = new ArrayList<>();
        try {
            for (String name : List.of("fovea", "same", "plain")) {
                contenders.add(Contender.ours(name, workload));
            }
            djl.filter(there -> there.runs(workload)).ifPresent(there -> contenders.add(there.start(workload)));
            List<Side> speeds = rounds.measure(
                    contenders.stream()
                            .<DoubleSupplier>map(contender -> contender::round)
                            .toList(),
                    monitor);
            List<Side> sides = new ArrayList<>();
            for (int i = 0; i < speeds.size(); i++) {
                sides.add(speeds.get(i).withPeak(contenders.get(i).peak()));
            }
            return lines(workload, sides);
        } finally {
            contenders.forEach(Contender::close);
        }
    }

    private static List<Measurement> lines(Workload workload, List<Side> sides) {
        boolean halved = Precision.automatic() == Precision.BF16;
        String precision = halved ? "bf16" : "fp32";
        String what = "train " + workload.network() + ", " + workload.side() + " px, batch " + workload.batch() + ", "
                + precision;
        List<Measurement> lines = new ArrayList<>();
        Side fovea = sides.get(0);
        lines.add(line(what, fovea, sides.get(1), "libtorch, channels last, " + precision, "at least 0.92"));
        lines.add(line(what, fovea, sides.get(2), "libtorch, fp32", halved ? "at least 1.7" : ""));
        if (sides.size() > 3) {
            lines.add(line(what, fovea, sides.get(3), "DJL " + Djl.VERSION, ""));
        }
        return lines;
    }

    private static Measurement line(String what, Side fovea, Side other, String against, String aim) {
        return new Measurement(what, "images/s", fovea, other, against, aim);
    }
}
