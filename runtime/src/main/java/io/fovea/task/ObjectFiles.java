package io.fovea.task;

import io.fovea.image.Lut;
import io.fovea.task.GeoJson.Feature;
import io.fovea.task.ObjectRings.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/** The objects of an image, or the areas of its classes, in the forms of other programs. */
final class ObjectFiles {
    /** What follows the stem of a file of ImageJ's selections. */
    static final String ROIS = "-rois.zip";

    /** What follows the stem of a file that QuPath reads. */
    static final String GEOJSON = ".geojson";

    private final LabelMap map;
    private final Surroundings.StackPlace place;
    private final IntFunction<String> name;
    private final IntUnaryOperator color;
    private final Map<Integer, List<Part>> parts = new LinkedHashMap<>();

    /**
     * Follows all outlines.
     *
     * @param name of a label
     * @param color the number of its colour
     */
    private ObjectFiles(LabelMap map, Surroundings around, IntFunction<String> name, IntUnaryOperator color) {
        this.map = map;
        this.place = around.place();
        this.name = name;
        this.color = color;
        for (int label = 1; label <= map.count(); label++) {
            if (map.area(label) > 0) {
                parts.put(label, ObjectRings.of(map, label));
            }
        }
    }

    /** Objects, which are numbered, and named for their classes where there are several. */
    static ObjectFiles ofObjects(LabelMap map, Surroundings around, ObjectKinds kinds) {
        boolean several = kinds.areSeveral();
        return new ObjectFiles(
                map,
                around,
                label -> String.format(Locale.ROOT, "%04d", label) + (several ? " " + kinds.name(label) : ""),
                label -> several ? kinds.of(label) : label);
    }

    /**
     * Classes but the first, which have names.
     *
     * @param classes the class of every pixel, from 0, unsigned, row by row
     */
    static ObjectFiles ofClasses(int width, int height, byte[] classes, List<String> names, Surroundings around) {
        int[] labels = new int[classes.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = classes[i] & 0xff;
        }
        return new ObjectFiles(
                new LabelMap(width, height, labels, new float[labels.length]), around, names::get, label -> label);
    }

    /** The outlines as ImageJ's selections, named as in its ROI Manager. */
    RoiZip rois() {
        RoiZip zip = new RoiZip();
        parts.forEach((label, rings) -> {
            String full = place.named(name.apply(label));
            zip.add(
                    full,
                    new RoiFile(full, Lut.color(color.applyAsInt(label)), place).outline(rings, map.bounds(label)));
        });
        return zip;
    }

    /**
     * The objects for QuPath.
     *
     * @param kinds the class of each
     * @param details rows about the objects, in their order
     */
    GeoJson geoJson(ObjectKinds kinds, Details details) {
        GeoJson file = new GeoJson();
        List<Map<String, Number>> values = new ArrayList<>();
        for (List<Object> row : details.rows()) {
            values.add(numbers(details.columns(), row));
        }
        parts.forEach((label, rings) -> file.add(new Feature(
                name.apply(label),
                kinds.classification(label),
                Lut.color(kinds.of(label)),
                rings,
                values.get(label - 1))));
        return file;
    }

    /** The areas of classes for QuPath. */
    GeoJson geoJson() {
        GeoJson file = new GeoJson();
        parts.forEach((label, rings) -> file.add(new Feature(
                name.apply(label), name.apply(label), Lut.color(label), rings, Map.of("area", map.area(label)))));
        return file;
    }

    private static Map<String, Number> numbers(List<String> columns, List<Object> row) {
        Map<String, Number> numbers = new LinkedHashMap<>();
        for (int i = 1; i < row.size(); i++) {
            if (row.get(i) instanceof Number number) {
                numbers.put(columns.get(i), number);
            }
        }
        return numbers;
    }
}
