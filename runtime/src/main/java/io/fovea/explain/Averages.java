package io.fovea.explain;

import java.util.Comparator;
import java.util.List;

/** The mean of several maps of one image. */
final class Averages {
    private Averages() {}

    /** One map as it is; several, each scaled to 0..1, on the finest of their grids. */
    static HeatMap of(List<HeatMap> maps) {
        if (maps.size() == 1) {
            return maps.get(0);
        }
        HeatMap finest = maps.stream()
                .max(Comparator.comparingInt(map -> map.width() * map.height()))
                .orElseThrow();
        int width = finest.width();
        int height = finest.height();
        Framing grid = new Framing(width, height, width, height, width, height);
        float[] mean = new float[width * height];
        for (HeatMap map : maps) {
            float[] fine = Resampling.linear(grid, map.width(), map.height()).apply(map.values(), 1);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += fine[i] / maps.size();
            }
        }
        return HeatMap.of(width, height, mean, finest.framing());
    }
}
