package io.fovea.batch;

import io.fovea.concept.FoundConcepts.Part;
import io.fovea.explain.HeatOverlay;
import io.fovea.image.ColorMap;
import io.fovea.image.Grid;
import io.fovea.image.Image;
import io.fovea.image.Overlays;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The patches that carry most of a concept, among those that were offered. */
final class BestPatches {
    private static final int MOST = 6;

    private final int side;
    private final List<Kept> kept = new ArrayList<>();

    private record Kept(double strength, String image, Image patch, Image where) {}

    /**
     * None yet.
     *
     * @param side of the pictures, in pixels
     */
    BestPatches(int side) {
        this.side = side;
    }

    /** Keeps the patch of an image if it is among the best. */
    void offer(String name, Image image, Part part) {
        if (part.strongest() <= 0 || kept.size() == MOST && part.strongest() <= kept.get(MOST - 1).strength) {
            return;
        }
        Image eye = Image.rgb8(image.width(), image.height(), Overlays.shown(image));
        Image patch = eye.part(
                part.patch().x(),
                part.patch().y(),
                part.patch().width(),
                part.patch().height());
        Image where = HeatOverlay.of(image, part.map(), ColorMap.JET);
        kept.add(new Kept(part.strongest(), name, square(patch), square(where)));
        kept.sort(Comparator.comparingDouble(one -> -one.strength));
        if (kept.size() > MOST) {
            kept.remove(MOST);
        }
    }

    /** Keeps those that others kept, if they are among the best. */
    void take(BestPatches others) {
        kept.addAll(others.kept);
        kept.sort(Comparator.comparingDouble(one -> -one.strength));
        if (kept.size() > MOST) {
            kept.subList(MOST, kept.size()).clear();
        }
    }

    /** Of one size, so that they can lie beside each other; small ones pixel by pixel. */
    private Image square(Image image) {
        int longer = Math.max(image.width(), image.height());
        Image large = Grid.magnified(image, Math.max(1, side / longer));
        return large.resized(side, side);
    }

    List<DiscoveryResult.Patch> patches() {
        return kept.stream()
                .map(one -> new DiscoveryResult.Patch(one.image, one.patch))
                .toList();
    }

    List<DiscoveryResult.Patch> where() {
        return kept.stream()
                .map(one -> new DiscoveryResult.Patch(one.image, one.where))
                .toList();
    }
}
