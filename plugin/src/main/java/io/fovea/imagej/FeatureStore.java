package io.fovea.imagej;

import io.fovea.image.Image;
import io.fovea.stroke.ImageFeatures;
import io.fovea.stroke.PixelNetwork;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The features of planes, which are computed once and kept: those of a plane that a model sees otherwise now are computed anew,
 * and those used longest ago are forgotten where all take too much memory. Not thread-safe.
 */
final class FeatureStore {
    private static final int MEMORY_PARTS = 3;
    private static final int MOST_UNPAINTED = 8;

    private record Kept(Image pixels, ImageFeatures features) {}

    private final Map<StrokedPlane, Kept> kept = new LinkedHashMap<>(4, 0.75f, true);

    /**
     * Those of a plane; nothing if its image was closed before they were known.
     *
     * @throws io.fovea.FoveaException if the image has not what the network takes
     */
    Optional<ImageFeatures> of(StrokedPlane plane, PixelNetwork network) {
        Kept known = kept.get(plane);
        if (plane.isOpen()) {
            Image now = plane.pixels(network.input());
            if (known == null || !known.pixels().equals(now)) {
                known = new Kept(now, network.features(now));
                kept.put(plane, known);
            }
        }
        return Optional.ofNullable(known).map(Kept::features);
    }

    /** Forgets what is too much. */
    void tidy(Collection<StrokedPlane> painted) {
        List<StrokedPlane> others = new ArrayList<>(kept.keySet());
        others.removeAll(painted);
        others.stream().limit(Math.max(0, others.size() - MOST_UNPAINTED)).forEach(kept::remove);
        long bytes =
                kept.values().stream().mapToLong(one -> one.features().kept()).sum();
        for (Kept one : kept.values()) {
            if (bytes <= Runtime.getRuntime().maxMemory() / MEMORY_PARTS) {
                return;
            }
            bytes -= one.features().kept();
            one.features().forget();
        }
    }

    /** Forgets everything. */
    void clear() {
        kept.clear();
    }
}
