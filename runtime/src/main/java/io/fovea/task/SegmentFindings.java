package io.fovea.task;

import io.fovea.model.ObjectSizes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a segmentation comes to, in numbers.
 *
 * @param width of the image
 * @param height of the image
 * @param labels of the classes
 * @param fractions of the image that they cover, 0..1
 * @param areas of the objects in pixels; empty where they are not told apart
 * @param kinds how many objects there are of each class, by its name; none where there is one class
 * @param scale at which the network saw the image
 * @param sizes of objects that the model knows
 * @param believed how far it can be believed
 * @param seconds of the inference
 */
record SegmentFindings(
        int width,
        int height,
        List<String> labels,
        List<Double> fractions,
        Optional<int[]> areas,
        Map<String, Integer> kinds,
        double scale,
        ObjectSizes sizes,
        Believed believed,
        double seconds) {
    /** What every row begins with, behind the image. */
    static final List<String> FIRST_COLUMNS = List.of("width", "height", ScaleColumns.OBJECTS);

    /** Copies lists and map, in its order. */
    SegmentFindings {
        labels = List.copyOf(labels);
        fractions = List.copyOf(fractions);
        kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
    }

    /** Classes beyond which a line would be wider than a terminal. */
    private static final int MOST_COLUMNS = 6;

    /** Of many classes, how many are told. */
    private static final int MOST_NAMED = 4;

    /**
     * Those of an answer.
     *
     * @param instances none of a model that tells none apart
     */
    static SegmentFindings of(Segmentation result, Optional<LabelMap> instances) {
        return new SegmentFindings(
                result.width(),
                result.height(),
                result.labels(),
                IntStream.range(0, result.labels().size())
                        .mapToObj(result::fraction)
                        .toList(),
                instances.map(LabelMap::areas),
                instances
                        .filter(map -> result.hasKinds())
                        .map(map -> result.kinds(map).counts())
                        .orElse(Map.of()),
                result.scale(),
                result.sizes(),
                Believed.of(result, instances),
                result.seconds());
    }

    /** The columns for some classes. */
    static List<String> columns(List<String> labels) {
        List<String> columns = new ArrayList<>(FIRST_COLUMNS);
        labels.forEach(label -> columns.add(label + "_fraction"));
        return columns;
    }

    /** The columns with how many objects there are of each class, of a model whose objects may be of several of these classes. */
    static List<String> kinds(List<String> labels) {
        return labels.stream().skip(1).distinct().map(SegmentFindings::ofKind).toList();
    }

    private static String ofKind(String name) {
        return name + "_objects";
    }

    /** As a table and a line have them. */
    Findings findings(JobSettings settings) {
        Object objects = areas.map(all -> (Object) all.length).orElse("");
        List<Object> row = new ArrayList<>(List.of(width, height, objects));
        row.addAll(fractions);
        List<String> columns = columns(labels);
        kinds.forEach((name, count) -> {
            columns.add(ofKind(name));
            row.add(count);
        });
        boolean isScaled =
                ScaleColumns.areOf(sizes) || ScaleOptions.ALL.stream().anyMatch(settings::has);
        if (isScaled) {
            columns.addAll(ScaleColumns.NAMES);
            row.addAll(ScaleColumns.of(scale, sizes, areas));
        }
        believed.addTo(columns, row);
        List<String> headings = new ArrayList<>(List.of("width", "height"));
        List<Object> line = new ArrayList<>(List.of(width, height));
        if (areas.isPresent()) {
            headings.add(ScaleColumns.OBJECTS);
            line.add(objects);
            believed.range().ifPresent(range -> {
                headings.add("90% interval");
                line.add(range.low() + " to " + range.high());
            });
            if (!kinds.isEmpty()) {
                headings.add("classes");
                line.add(brief());
            }
        } else {
            addShares(headings, line);
        }
        if (isScaled) {
            headings.add("scale");
            line.add(ScaleNote.brief(scale));
        }
        headings.add("seconds");
        line.add(String.format(Locale.ROOT, "%.2f", seconds));
        return new Findings(columns, List.of(row), headings, line);
    }

    /** {@code 12 tumour, 3 stroma}: the classes that there are, in their order. */
    private String brief() {
        return kinds.entrySet().stream()
                .filter(kind -> kind.getValue() > 0)
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(", "));
    }

    /** The shares of the classes, or of the largest where there are many: the table has them all. */
    private void addShares(List<String> headings, List<Object> line) {
        if (labels.size() > MOST_COLUMNS) {
            headings.add("classes");
            line.add(largest());
            return;
        }
        for (int c = 0; c < labels.size(); c++) {
            headings.add(labels.get(c));
            line.add(percent(fractions.get(c)));
        }
    }

    private String largest() {
        return IntStream.range(0, labels.size())
                .boxed()
                .filter(index -> fractions.get(index) > 0)
                .sorted(Comparator.comparingDouble(index -> -fractions.get(index)))
                .limit(MOST_NAMED)
                .map(index -> labels.get(index) + " " + percent(fractions.get(index)))
                .collect(Collectors.joining(", "));
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * fraction);
    }
}
