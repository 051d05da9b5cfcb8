package io.fovea.cli.benchmark;

import io.fovea.task.Monitor;
import io.fovea.torch.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Training by Fovea, images varied and made into batches on the way, against loops that have nothing to do but train:
 * libtorch in the same precision and memory format, libtorch as it comes, DJL; and against itself without what the launcher
 * asks of glibc.
 */
final class TrainingBenchmark implements Benchmark {
    private static final Rounds ROUNDS = new Rounds(0, 3);

    /** What is there for orientation has a turn of its own, once. */
    private static final Rounds ONCE = new Rounds(0, 1);

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

    private static List<Measurement> measure(Workload workload, Optional<Djl> djl, Monitor monitor) {
        TrainingSide fovea = new TrainingSide(() -> Contender.ours("fovea", workload, true, monitor));
        TrainingSide same = new TrainingSide(() -> Contender.ours("same", workload, true, monitor));
        TrainingSide loose = new TrainingSide(() -> Contender.ours("fovea", workload, false, monitor));
        TrainingSide plain = new TrainingSide(() -> Contender.ours("plain", workload, false, monitor));
        Optional<TrainingSide> other = djl.filter(there -> there.runs(workload))
                .map(there -> new TrainingSide(() -> there.start(workload, monitor)));
        ROUNDS.measure(List.of(fovea, same), monitor.part(0, 0.7));
        List<TrainingSide> rest = new ArrayList<>(List.of(loose, plain));
        other.ifPresent(rest::add);
        ONCE.measure(List.copyOf(rest), monitor.part(0.7, 1));
        String version = djl.map(Djl::version).orElse("");
        return lines(workload, new Sides(fovea, same, loose, plain, other), version);
    }

    /**
     * What was measured.
     *
     * @param fovea as the launcher starts it
     * @param same a bare loop in the same precision and memory format, under the same settings of malloc
     * @param loose Fovea without these settings
     * @param plain a bare loop as it comes
     * @param djl where it runs the workload
     */
    private record Sides(
            TrainingSide fovea,
            TrainingSide same,
            TrainingSide loose,
            TrainingSide plain,
            Optional<TrainingSide> djl) {}

    private static List<Measurement> lines(Workload workload, Sides sides, String djlVersion) {
        TrainingSide fovea = sides.fovea;
        TrainingSide same = sides.same;
        TrainingSide loose = sides.loose;
        boolean halved = Precision.automatic() == Precision.BF16;
        String precision = halved ? "bf16" : "fp32";
        String what = "train " + workload.network() + ", " + workload.side() + " px, batch " + workload.batch() + ", "
                + precision;
        String bare = "libtorch, channels last, " + precision;
        List<Measurement> lines = new ArrayList<>();
        lines.add(new Measurement(what, "images/s", fovea.speed(), same.speed(), bare, "at least 1.00"));
        lines.add(new Measurement(what + ", turn by turn", "ratio", fovea.by(same), Side.NONE, bare, ""));
        lines.add(new Measurement(what + ", user time", "ms/image", fovea.user(), same.user(), bare, ""));
        lines.add(new Measurement(what + ", system time", "ms/image", fovea.system(), same.system(), bare, ""));
        lines.add(new Measurement(what + ", peak memory", "MB", fovea.peak(), same.peak(), bare, peakAim(workload)));
        String unset = "Fovea without the launcher's malloc settings";
        lines.add(new Measurement(what + ", malloc", "images/s", fovea.speed(), loose.speed(), unset, ""));
        lines.add(new Measurement(what + ", malloc, user time", "ms/image", fovea.user(), loose.user(), unset, ""));
        lines.add(
                new Measurement(what + ", malloc, system time", "ms/image", fovea.system(), loose.system(), unset, ""));
        lines.add(new Measurement(
                what + ", malloc, pages mapped", "per image", fovea.faults(), loose.faults(), unset, ""));
        lines.add(new Measurement(what + ", malloc, peak memory", "MB", fovea.peak(), loose.peak(), unset, ""));
        lines.add(new Measurement(
                what + ", as it comes",
                "images/s",
                fovea.speed(),
                sides.plain.speed(),
                "libtorch, fp32",
                halved ? "at least 1.7" : ""));
        sides.djl.ifPresent(side -> lines.add(
                new Measurement(what + ", DJL", "images/s", fovea.speed(), side.speed(), "DJL " + djlVersion, "")));
        return lines.stream().filter(line -> line.fovea().median() > 0).toList();
    }

    private static String peakAim(Workload workload) {
        return String.format(Locale.ROOT, "at most 1.00 and %.0f MB", FoveaLoop.cachedBytes(workload) / 1e6);
    }
}
