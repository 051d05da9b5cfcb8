package io.fovea.cli.benchmark;

import io.fovea.FoveaException;
import io.fovea.cli.benchmark.TorchMaps.Points;
import io.fovea.cli.benchmark.TorchMaps.Weighing;
import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explainer;
import io.fovea.explain.method.Method;
import io.fovea.explain.method.TimeLeft;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
import io.fovea.session.CancelledException;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * Every method of explanation on one photo and one shipped classifier, beside libtorch that does the same by its autograd, or
 * makes as many forward passes where a method is made of these. A line each; what libtorch has no counterpart of stands alone.
 * What counts is the time on all cores together: wall time says little of runs of milliseconds on a machine with other work.
 */
final class MethodRows {
    private static final String MODEL = "cats-dogs";

    /** What the turns of a method may take of the processor, in seconds, beside one of each side; all come to some minutes. */
    private static final double SECONDS = 3;

    private static final String UNIT = "ms, all cores";

    /** So that one turn that the machine disturbed does not count. */
    private static final int LEAST = 3;

    private static final int MOST = 15;

    /** What a turn is filled up to. */
    private static final double SHORTEST = 2 * ProcessorTime.TURN_SECONDS;

    /** Masks and samples at most, so that slow methods have turns, too. */
    private static final int FEW = 200;

    private static final int COPIES = 25;
    private static final int STEPS = 50;
    private static final int OTHERS = 3;
    private static final int PATCHES = 8;

    private static final String AUTOGRAD = "libtorch, autograd";
    private static final String PASSES = "libtorch, as many forward passes";

    /**
     * How libtorch does a method.
     *
     * @param name of the other side
     * @param work one map of it
     */
    private record Peer(String name, Consumer<TorchMaps> work) {}

    private static final Map<String, Peer> PEERS = Map.ofEntries(
            pixels("saliency", Points.ITSELF, 1, false),
            pixels("input-x-gradient", Points.ITSELF, 1, true),
            pixels("smoothgrad", Points.NOISY, COPIES, false),
            pixels("integrated-gradients", Points.STEPS, STEPS, true),
            pixels("gradient-shap", Points.NOISY_SHARES, STEPS, true),
            pixels("expected-gradients", Points.DRAWN_SHARES, STEPS, true),
            layer("grad-cam", Weighing.GRAD_CAM, 0),
            layer("grad-cam++", Weighing.GRAD_CAM_PLUS_PLUS, 0),
            layer("hirescam", Weighing.HIRES_CAM, 0),
            layer("layercam", Weighing.LAYER_CAM, 0),
            layer("xgrad-cam", Weighing.XGRAD_CAM, 0),
            layer("eigen-grad-cam", Weighing.EIGEN_GRAD_CAM, 0),
            layer("finer-cam", Weighing.GRAD_CAM, OTHERS),
            Map.entry("eigen-cam", new Peer("libtorch", maps -> maps.ofLayer(Weighing.EIGEN_CAM, 0))),
            passes("score-cam", TorchMaps::channels),
            passes("ablation-cam", TorchMaps::channels),
            passes("occlusion", maps -> (2 * PATCHES - 1) * (2 * PATCHES - 1)),
            passes("rise", maps -> FEW),
            passes("lime", maps -> FEW),
            passes("kernel-shap", maps -> FEW));

    /** Why there is no other side. */
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("attention-rollout", "no gradient in it: products of attention"),
            Map.entry("cam", "no gradient in it: a product of weights and maps"),
            Map.entry("feature-factors", "no gradient in it: libtorch has no non-negative factors"),
            Map.entry("guided-backpropagation", "autograd does not change what rectifiers send back"),
            Map.entry("deeplift", "rules of its own, not derivatives"),
            Map.entry("lrp", "rules of its own, not derivatives"),
            Map.entry("lrp-epsilon", "rules of its own, not derivatives"),
            Map.entry("lrp-gamma", "rules of its own, not derivatives"),
            Map.entry("lrp-z+", "rules of its own, not derivatives"),
            Map.entry("fullgrad", "autograd sums the gradient of a bias over places"));

    private MethodRows() {}

    private static Map.Entry<String, Peer> pixels(String method, Points points, int count, boolean times) {
        return Map.entry(method, new Peer(AUTOGRAD, maps -> maps.ofPixels(points, count, times)));
    }

    private static Map.Entry<String, Peer> layer(String method, Weighing weighing, int others) {
        return Map.entry(method, new Peer(AUTOGRAD, maps -> maps.ofLayer(weighing, others)));
    }

    private static Map.Entry<String, Peer> passes(String method, Function<TorchMaps, Integer> count) {
        return Map.entry(method, new Peer(PASSES, maps -> maps.passes(count.apply(maps))));
    }

    /**
     * Measures all of them, round by round in turns with the other side. Blocks for minutes.
     *
     * @param image that is explained
     * @throws io.fovea.session.CancelledException if cancelled
     */
    static List<Measurement> measure(Image image, Monitor monitor) {
        Model model = ModelLibrary.find(MODEL);
        List<Method> methods = Method.all();
        List<Measurement> rows = new ArrayList<>();
        TimeLeft left = TimeLeft.start();
        try (TorchMaps maps = TorchMaps.of(model, image)) {
            for (int i = 0; i < methods.size(); i++) {
                int done = i;
                String id = methods.get(i).id();
                Monitor part = Monitor.of(
                        (fraction, message) -> {
                            double share = (done + fraction) / methods.size();
                            monitor.report(share, id + left.after(share));
                        },
                        monitor);
                part.report(0, id);
                rows.add(row(model, quick(methods.get(i)), image, maps, part));
            }
        }
        return rows;
    }

    private static Method quick(Method method) {
        return method.options().stream()
                .filter(option -> Set.of("masks", "samples").contains(option.name()) && option.usual() > FEW)
                .findFirst()
                .map(option -> method.with(option.name(), FEW))
                .orElse(method);
    }

    private static Measurement row(Model model, Method method, Image image, TorchMaps maps, Monitor monitor) {
        String what = method + ", " + model.name();
        Optional<Peer> peer = Optional.ofNullable(PEERS.get(method.id()));
        try (Explainer explainer = Explainer.open(model, ExplainOptions.DEFAULT.withMethod(method), Device.CPU)) {
            DoubleSupplier ours = () -> took(() -> explainer.explain(image, monitor));
            if (peer.isEmpty()) {
                Side alone = rounds(ours.getAsDouble())
                        .measure(List.of(ours), monitor)
                        .get(0);
                return new Measurement(what, UNIT, alone.times(1000), Side.NONE, reason(method), "");
            }
            DoubleSupplier theirs = () -> took(() -> peer.get().work().accept(maps));
            List<Side> sides =
                    rounds(ours.getAsDouble() + theirs.getAsDouble()).measure(List.of(ours, theirs), monitor);
            return new Measurement(
                    what,
                    UNIT,
                    sides.get(0).times(1000),
                    sides.get(1).times(1000),
                    peer.get().name(),
                    "");
        } catch (CancelledException e) {
            throw e;
        } catch (FoveaException e) {
            // Of another kind of network.
            return new Measurement(what, UNIT, Side.NONE, Side.NONE, e.getMessage(), "");
        }
    }

    /** Whether it is said who the other side is, or why there is none. */
    static boolean isAnswered(Method method) {
        return PEERS.containsKey(method.id()) || REASONS.containsKey(method.id());
    }

    private static String reason(Method method) {
        return REASONS.getOrDefault(method.id(), "libtorch has no counterpart");
    }

    /** The turn that told how long one takes has warmed both sides up. */
    private static Rounds rounds(double seconds) {
        return new Rounds(0, (int) Math.max(LEAST, Math.min(MOST, SECONDS / Math.max(seconds, SHORTEST))));
    }

    /** After others' threads have gone to sleep. */
    private static double took(Runnable run) {
        Pace.pause();
        return ProcessorTime.of(run);
    }
}
