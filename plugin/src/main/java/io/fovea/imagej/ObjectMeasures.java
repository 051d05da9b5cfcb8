package io.fovea.imagej;

import ij.measure.Calibration;
import ij.measure.ResultsTable;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import io.fovea.image.PixelSize;
import io.fovea.task.LabelMap;
import io.fovea.task.ObjectShape;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures objects as ImageJ's <i>Analyze Particles</i> does, with its names for the columns, in the image's unit: shape, place,
 * and the values of every channel below them.
 */
final class ObjectMeasures {
    private final LabelMap map;
    private final Calibration scale;
    private final List<ImageProcessor> channels;

    /**
     * The objects of a plane.
     *
     * @param channels of the plane, as they are; of a colour image the one that has its colours
     */
    ObjectMeasures(LabelMap map, Calibration scale, List<ImageProcessor> channels) {
        this.map = map;
        this.scale = scale;
        this.channels = channels.stream().flatMap(ObjectMeasures::parts).toList();
    }

    private static Stream<ImageProcessor> parts(ImageProcessor pixels) {
        return pixels instanceof ColorProcessor color
                ? IntStream.range(0, 3).mapToObj(c -> color.toFloat(c, null))
                : Stream.of(pixels);
    }

    /** Adds what is measured of an object to the last row of a table. */
    void addTo(ResultsTable table, int label) {
        ObjectShape shape =
                ObjectShape.of(map, label, PixelSize.of(scale.pixelWidth, scale.pixelHeight, scale.getUnit()));
        addPlace(table, label, shape);
        table.addValue("Perim.", shape.perimeter());
        table.addValue("Circ.", shape.circularity());
        table.addValue("Feret", shape.feret());
        for (int c = 0; c < channels.size(); c++) {
            addValues(table, label, shape.area(), channels.get(c), channels.size() == 1 ? "" : "_" + (c + 1));
        }
    }

    private void addPlace(ResultsTable table, int label, ObjectShape shape) {
        double[] centre = map.centroid(label);
        LabelMap.Bounds box = map.bounds(label);
        table.addValue("Area", shape.area());
        // In ImageJ a pixel's centre is at half its width.
        table.addValue("X", scale.getX(centre[0] + 0.5));
        table.addValue("Y", scale.getY(centre[1] + 0.5, map.height()));
        table.addValue("BX", scale.getX(box.x()));
        table.addValue("BY", scale.getY(box.y(), map.height()));
        table.addValue("Width", shape.width());
        table.addValue("Height", shape.height());
        table.addValue("Border", shape.touchesBorder() ? 1 : 0);
    }

    private void addValues(ResultsTable table, int label, double area, ImageProcessor pixels, String suffix) {
        LabelMap.Bounds box = map.bounds(label);
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int y = box.y(); y < box.y() + box.height(); y++) {
            for (int x = box.x(); x < box.x() + box.width(); x++) {
                if (map.label(x, y) == label) {
                    double value = scale.getCValue(pixels.getf(x, y));
                    sum += value;
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                }
            }
        }
        double mean = sum / map.area(label);
        table.addValue("Mean" + suffix, mean);
        table.addValue("Min" + suffix, least);
        table.addValue("Max" + suffix, most);
        table.addValue("IntDen" + suffix, mean * area);
    }
}
