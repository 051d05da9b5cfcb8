package io.fovea.plan;

import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Skipped;
import io.fovea.data.Splits;
import io.fovea.data.Target;
import io.fovea.image.Image;
import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Looks at every example of three shares, and counts. */
final class FactFinder {
    private static final int CHUNK = 64;
    private static final double NINETEEN_OF_TWENTY = 0.95;

    /** What of an example is kept: no pixels. */
    private record Look(
            Repeats.Print print,
            int width,
            int height,
            int channels,
            boolean isColor,
            boolean isDeep,
            Target target,
            List<Double> diameters,
            long[] pixels) {}

    private final int labels;
    private final Skipped skipped = new Skipped();

    /** A finder of so many labels. */
    FactFinder(int labels) {
        this.labels = labels;
    }

    /**
     * Reads everything; blocks.
     *
     * @throws io.fovea.session.CancelledException if cancelled
     */
    Facts of(Splits splits, Monitor monitor) {
        List<List<Look>> shares = new ArrayList<>();
        List<Dataset> parts = List.of(splits.train(), splits.validation(), splits.test());
        int all = parts.stream().mapToInt(Dataset::size).sum();
        int done = 0;
        for (Dataset part : parts) {
            List<Look> looks = new ArrayList<>();
            for (int start = 0; start < part.size(); start += CHUNK) {
                int end = Math.min(part.size(), start + CHUNK);
                looks.addAll(IntStream.range(start, end)
                        .parallel()
                        .mapToObj(i -> skipped.read(part, i).map(this::look))
                        .flatMap(Optional::stream)
                        .toList());
                monitor.check();
                monitor.report((double) (done + end) / all, "looking at the data");
            }
            done += part.size();
            shares.add(looks);
        }
        if (shares.get(0).isEmpty()) {
            throw skipped.nothingLeft(splits.train().size());
        }
        return facts(shares);
    }

    private Look look(Example example) {
        Image image = example.image();
        boolean isOfPixels =
                example.target() instanceof Target.ClassMap || example.target() instanceof Target.Instances;
        return new Look(
                Repeats.Print.of(example),
                image.width(),
                image.height(),
                image.channels(),
                image.isColor(),
                image.depth() != Image.Depth.UINT8,
                isOfPixels ? new Target.ClassIndex(0) : example.target(),
                example.target() instanceof Target.Instances instances ? diameters(instances) : List.of(),
                example.target() instanceof Target.ClassMap map ? pixels(map) : new long[0]);
    }

    /** Diameters of circles as large as the objects are. */
    private static List<Double> diameters(Target.Instances instances) {
        Map<Short, Integer> areas = new HashMap<>();
        for (short label : instances.labels()) {
            if (label != 0) {
                areas.merge(label, 1, Integer::sum);
            }
        }
        return areas.values().stream()
                .map(area -> 2 * Math.sqrt(area / Math.PI))
                .toList();
    }

    private long[] pixels(Target.ClassMap map) {
        long[] counts = new long[labels];
        for (byte each : map.classes()) {
            if ((each & 0xff) < labels) {
                counts[each & 0xff]++;
            }
        }
        return counts;
    }

    private Facts facts(List<List<Look>> shares) {
        List<Look> train = shares.get(0);
        List<Look> all = shares.stream().flatMap(List::stream).toList();
        List<Double> diameters = train.stream()
                .flatMap(look -> look.diameters().stream())
                .sorted()
                .toList();
        boolean ofObjects = !diameters.isEmpty();
        boolean ofPixels = train.get(0).pixels().length > 0;
        return new Facts(
                train.size(),
                shares.get(1).size(),
                shares.get(2).size(),
                ofPixels || ofObjects ? List.of() : shown(train),
                ofPixels ? pixels(train) : List.of(),
                median(train.stream().map(Look::width).toList()),
                median(train.stream().map(Look::height).toList()),
                all.stream()
                                .map(look -> List.of(look.width(), look.height()))
                                .distinct()
                                .count()
                        == 1,
                all.stream()
                        .mapToInt(look -> Math.min(look.width(), look.height()))
                        .min()
                        .orElse(0),
                all.stream().mapToInt(Look::channels).max().orElse(1),
                all.stream().anyMatch(Look::isColor),
                all.stream().anyMatch(Look::isDeep),
                ofObjects
                        ? median(train.stream()
                                .map(look -> look.diameters().size())
                                .toList())
                        : 0,
                ofObjects ? diameters.get(diameters.size() / 2) : 0,
                ofObjects ? diameters.get((int) (NINETEEN_OF_TWENTY * (diameters.size() - 1))) : 0,
                Repeats.in(shares.stream()
                        .map(share -> share.stream().map(Look::print).toList())
                        .toList()),
                skipped.count());
    }

    private List<Integer> shown(List<Look> train) {
        int[] counts = new int[labels];
        for (Look look : train) {
            if (look.target() instanceof Target.ClassIndex single) {
                counts[single.index()]++;
            } else if (look.target() instanceof Target.Labels several) {
                boolean[] present = several.present();
                IntStream.range(0, labels).filter(i -> present[i]).forEach(i -> counts[i]++);
            }
        }
        return IntStream.of(counts).boxed().toList();
    }

    private List<Long> pixels(List<Look> train) {
        long[] sums = new long[labels];
        train.forEach(look -> IntStream.range(0, labels).forEach(i -> sums[i] += look.pixels()[i]));
        return IntStream.range(0, labels).mapToObj(i -> sums[i]).toList();
    }

    private static int median(List<Integer> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0);
    }
}
