package io.fovea.task;

import io.fovea.image.PixelSize;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A row for each object: shape and place in pixels, the values of every channel below it, and, where the size of a pixel is
 * known, the same in the world's unit. All as ImageJ's <i>Analyze Particles</i> has it.
 */
final class ObjectTable {
    /** What every row begins with, behind the image. */
    static final List<String> FIRST_COLUMNS = List.of("label", "area", "perimeter");

    /** The column of an object's number. */
    static final String LABEL = "label";

    /** The column whose values are shown as a histogram. */
    static final String AREA = "area";

    /** Whole numbers up to here are written with all digits. */
    private static final double LARGEST_WHOLE = 1L << 53;

    private static final MathContext DIGITS = new MathContext(10);

    private final LabelledObjects map;
    private final Optional<PixelSize> size;
    private final List<ChannelValues> channels;
    private final Optional<ObjectKinds> kinds;
    private final double[] scores;

    /**
     * Measures all objects. Blocks as {@link Surroundings#channels} does.
     *
     * @param scores how probable it is that each is right, by its number; none where that is not known
     */
    ObjectTable(LabelMap map, Surroundings around, ObjectKinds kinds, double[] scores) {
        this(
                map,
                around.pixelSize(),
                map.count() == 0
                        ? List.of()
                        : around.channels().stream()
                                .map(channel -> ChannelValues.of(map, channel))
                                .toList(),
                Optional.of(kinds).filter(ObjectKinds::areSeveral),
                scores);
    }

    /** About objects whose channels are measured. */
    ObjectTable(LabelledObjects map, Optional<PixelSize> size, List<ChannelValues> channels) {
        this(map, size, channels, Optional.empty(), new double[0]);
    }

    private ObjectTable(
            LabelledObjects map,
            Optional<PixelSize> size,
            List<ChannelValues> channels,
            Optional<ObjectKinds> kinds,
            double[] scores) {
        this.map = map;
        this.size = size;
        this.channels = List.copyOf(channels);
        this.kinds = kinds;
        this.scores = scores;
    }

    /** All rows. */
    Details details() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int label = 1; label <= map.count(); label++) {
            rows.add(row(label));
        }
        return new Details(
                rows.isEmpty() ? FIRST_COLUMNS : List.copyOf(rows.get(0).keySet()),
                rows.stream().map(row -> List.copyOf(row.values())).toList());
    }

    /** The row of an object, by the columns in their order. */
    Map<String, Object> row(int label) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(LABEL, label);
        ObjectOutline outline = ObjectOutline.of(map, label);
        ObjectShape shape = ObjectShape.of(map, label, outline, PixelSize.PIXEL);
        Optional<ObjectShape> world = size.map(pixel -> ObjectShape.of(map, label, outline, pixel));
        row.put(AREA, map.area(label));
        row.put("perimeter", number(shape.perimeter()));
        row.put("circularity", number(world.orElse(shape).circularity()));
        row.put("feret", number(shape.feret()));
        row.put("x", number(shape.x()));
        row.put("y", number(shape.y()));
        row.put("left", number(shape.left()));
        row.put("top", number(shape.top()));
        row.put("width", number(shape.width()));
        row.put("height", number(shape.height()));
        row.put("border", shape.touchesBorder() ? 1 : 0);
        row.put("probability", number(map.meanProbability(label)));
        if (scores.length > 0) {
            row.put("score", number(scores[label]));
        }
        kinds.ifPresent(all -> row.put("class", all.name(label)));
        for (int c = 0; c < channels.size(); c++) {
            channels.get(c).addTo(row, label, suffix(c));
        }
        world.ifPresent(calibrated -> addWorld(row, label, calibrated));
        return row;
    }

    private String suffix(int channel) {
        return channels.size() == 1 ? "" : "_" + (channel + 1);
    }

    private void addWorld(Map<String, Object> row, int label, ObjectShape shape) {
        PixelSize pixel = size.orElseThrow();
        row.put("unit", pixel.unit());
        row.put("pixel_width", number(pixel.width()));
        row.put("pixel_height", number(pixel.height()));
        row.put("area_calibrated", number(shape.area()));
        row.put("perimeter_calibrated", number(shape.perimeter()));
        row.put("feret_calibrated", number(shape.feret()));
        row.put("x_calibrated", number(shape.x()));
        row.put("y_calibrated", number(shape.y()));
        row.put("left_calibrated", number(shape.left()));
        row.put("top_calibrated", number(shape.top()));
        row.put("width_calibrated", number(shape.width()));
        row.put("height_calibrated", number(shape.height()));
        for (int c = 0; c < channels.size(); c++) {
            double mean = channels.get(c).mean(label);
            row.put("integrated_calibrated" + suffix(c), number(mean * shape.area()));
        }
    }

    /** Ten digits: units may be so large, areas in square metres, that the first fifteen decimals are zeros. */
    static Number number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE) {
            return (long) value;
        }
        if (!Double.isFinite(value)) {
            return value;
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}
