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
 * @param pixelWidth in {@code unit}; 1 where it is not known
 * @param pixelHeight in {@code unit}; 1 where it is not known
 * @param unit as OME-XML writes it; any other is none
 */
record ZarrPyramid(
        ZarrVersion version,
        String axes,
        List<Integer> shape,
        StoredType type,
        boolean isMean,
        double pixelWidth,
        double pixelHeight,
        String unit) {
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
        ObjectNode scales = ZarrVersion.JSON.createObjectNode().put("name", name);
        if (version == ZarrVersion.V0_4) {
            scales.put("version", version.number());
        }
        ArrayNode said = scales.putArray("axes");
        for (char axis : axes.toCharArray()) {
            ObjectNode one = said.addObject().put("name", String.valueOf(axis)).put("type", TYPES.get(axis));
            if ("yx".indexOf(axis) >= 0 && UNITS.containsKey(unit)) {
                one.put("unit", UNITS.get(unit));
            }
        }
        ArrayNode arrays = scales.putArray("datasets");
        Iterator<Integer> levels = IntStream.range(0, sizes().size()).iterator();
        while (levels.hasNext()) {
            int level = levels.next();
            ObjectNode array = arrays.addObject().put("path", String.valueOf(level));
            ArrayNode steps = array.putArray("coordinateTransformations");
            double factor = 1L << level;
            place(steps.addObject().put("type", "scale").putArray("scale"), factor, 1);
            if (isMean && level > 0) {
                place(steps.addObject().put("type", "translation").putArray("translation"), (factor - 1) / 2, 0);
            }
        }
        scales.put("type", isMean ? "mean" : "nearest");
        return ZarrVersion.JSON.createArrayNode().add(scales);
    }

    private void place(ArrayNode list, double factor, double others) {
        boolean isKnown = UNITS.containsKey(unit);
        for (char axis : axes.toCharArray()) {
            list.add(
                    axis == 'y'
                            ? factor * (isKnown ? pixelHeight : 1)
                            : axis == 'x' ? factor * (isKnown ? pixelWidth : 1) : others);
        }
    }
}
