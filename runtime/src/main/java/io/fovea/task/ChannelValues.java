package io.fovea.task;

import io.fovea.image.Image;
import java.util.Arrays;
import java.util.Map;

/** The values of one channel below each object. */
final class ChannelValues {
    private final LabelMap map;
    private final double[] sum;
    private final double[] least;
    private final double[] most;

    private ChannelValues(LabelMap map) {
        this.map = map;
        this.sum = new double[map.count() + 1];
        this.least = new double[sum.length];
        this.most = new double[sum.length];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(most, Double.NEGATIVE_INFINITY);
    }

    /** Looks at every pixel once. */
    static ChannelValues of(LabelMap map, Image channel) {
        ChannelValues values = new ChannelValues(map);
        for (int y = 0; y < map.height(); y++) {
            for (int x = 0; x < map.width(); x++) {
                int label = map.label(x, y);
                if (label != 0) {
                    values.add(label, channel.value(x, y, 0));
                }
            }
        }
        return values;
    }

    private void add(int label, double value) {
        sum[label] += value;
        least[label] = Math.min(least[label], value);
        most[label] = Math.max(most[label], value);
    }

    double mean(int label) {
        return sum[label] / map.area(label);
    }

    /** Adds mean, least, largest value and sum to a row. */
    void addTo(Map<String, Object> row, int label, String suffix) {
        row.put("mean" + suffix, ObjectTable.number(mean(label)));
        row.put("min" + suffix, ObjectTable.number(least[label]));
        row.put("max" + suffix, ObjectTable.number(most[label]));
        row.put("integrated" + suffix, ObjectTable.number(sum[label]));
    }
}
