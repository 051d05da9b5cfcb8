package io.fovea.image.zarr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fovea.image.zarr.ZarrVersion.StoredType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * An image with its smaller copies, as OME-Zarr has them: arrays called 0, 1, ... of half the width and height each, down to 512
 * pixels, and what is said of them.
 *
 * @param axes letters of {@code tczyx}, in this order, y and x last
 * @param shape as many sizes
 * @param type of its values
 * @param isMean whether smaller copies hold means; otherwise every second value
 * @param scale in a unit as OME-XML writes it; any other is none
 */
record ZarrPyramid(
        ZarrVersion version, String axes, List<Integer> shape, StoredType type, boolean isMean, ZarrScale scale) {
    private static final Map<String, String> UNITS =
            Map.of("\u00b5m", "micrometer", "nm", "nanometer", "mm", "millimeter");

    private static final Map<Character, String> TYPES =
            Map.of('t', "time", 'c', "channel", 'z', "space", 'y', "space", 'x', "space");

    private int width() {
        return shape.get(shape.size() - 1);
    }

    private int height() {
        return shape.get(shape.size() - 2);
    }

    /** A plane to be filled row by row. */
    PyramidLevel plane(Path store, int... before) {
        return new PyramidLevel(store, 0, version, type, before, width(), height());
    }

    /** Writes what its arrays are, without a chunk. */
    void writeArrays(Path store) throws IOException {
        List<int[]> sizes = sizes();
        for (int level = 0; level < sizes.size(); level++) {
            int[] size = sizes.get(level);
            int[] chunk = new int[size.length];
            Arrays.fill(chunk, 1);
            for (int i = size.length - 2; i < size.length; i++) {
                chunk[i] = Math.min(PyramidLevel.CHUNK, size[i]);
            }
            version.writeArray(store.resolve(String.valueOf(level)), size, chunk, type, axes);
        }
    }

    private List<int[]> sizes() {
        List<int[]> sizes = new ArrayList<>();
        int width = width();
        int height = height();
        boolean isLast = false;
        while (!isLast) {
            int[] size = shape.stream().mapToInt(Integer::intValue).toArray();
            size[size.length - 1] = width;
            size[size.length - 2] = height;
            sizes.add(size);
            isLast = PyramidLevel.isLast(width, height);
            width = (width + 1) / 2;
            height = (height + 1) / 2;
        }
        return sizes;
    }

    /** The {@code multiscales} of a group. */
    ArrayNode multiscales(String name) {
        ObjectNode image = ZarrVersion.JSON.createObjectNode().put("name", name);
        if (version == ZarrVersion.V0_4) {
            image.put("version", version.number());
        }
        ArrayNode said = image.putArray("axes");
        for (char axis : axes.toCharArray()) {
            ObjectNode one = said.addObject().put("name", String.valueOf(axis)).put("type", TYPES.get(axis));
            if (axis == 't' && scale.interval() > 0) {
                one.put("unit", "second");
            } else if ("yx".indexOf(axis) >= 0 && isKnown() || axis == 'z' && isKnown() && scale.depth() > 0) {
                one.put("unit", UNITS.get(scale.unit()));
            }
        }
        ArrayNode arrays = image.putArray("datasets");
        Iterator<Integer> levels = IntStream.range(0, sizes().size()).iterator();
        while (levels.hasNext()) {
            int level = levels.next();
            ObjectNode array = arrays.addObject().put("path", String.valueOf(level));
            ArrayNode steps = array.putArray("coordinateTransformations");
            double factor = 1L << level;
            ArrayNode scales = steps.addObject().put("type", "scale").putArray("scale");
            axes.chars().forEach(axis -> scales.add(step(axis) * (isInPlane(axis) ? factor : 1)));
            if (isMean && level > 0) {
                ArrayNode shift = steps.addObject().put("type", "translation").putArray("translation");
                axes.chars().forEach(axis -> shift.add(isInPlane(axis) ? step(axis) * (factor - 1) / 2 : 0));
            }
        }
        image.put("type", isMean ? "mean" : "nearest");
        return ZarrVersion.JSON.createArrayNode().add(image);
    }

    private static boolean isInPlane(int axis) {
        return axis == 'y' || axis == 'x';
    }

    private boolean isKnown() {
        return UNITS.containsKey(scale.unit()) && scale.width() > 0 && scale.height() > 0;
    }

    /** From one value to the next at full size; 1 where it is not known. */
    private double step(int axis) {
        double step =
                switch (axis) {
                    case 't' -> scale.interval();
                    case 'z' -> isKnown() ? scale.depth() : 0;
                    case 'y' -> isKnown() ? scale.height() : 0;
                    case 'x' -> isKnown() ? scale.width() : 0;
                    default -> 0;
                };
        return step > 0 ? step : 1;
    }
}
