package io.fovea.autodiff;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Images that are read at computed places (Jaderberg et al., <i>Spatial transformer networks</i>, 2015). */
final class SamplingRules {

    static final Map<String, Rule> TABLE = Map.of("GridSample", new Composed(v -> List.of(sampled(v))));

    private SamplingRules() {}

    /**
     * Where the image is read along one of its axes.
     *
     * @param low the pixel before, or the nearest
     * @param beyond how far behind it
     * @param size of the axis, a vector of one real number
     */
    private record Place(String low, String beyond, String size) {}

    private static String sampled(Vjp v) {
        Emitter e = v.e;
        String mode = v.attributes().text("mode", "linear");
        String padding = v.attributes().text("padding_mode", "zeros");
        boolean nearest = mode.equals("nearest");
        if (mode.endsWith("cubic") || padding.equals("reflection")) {
            throw new NoDerivativeException("has no derivative here in the mode " + mode + " with the padding "
                    + padding + "; linear and nearest have one, with zeros and border");
        }
        int axes = e.needRank(v.x()) - 2;
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < axes; i++) {
            places.add(place(v, i, axes, nearest, padding.equals("border")));
        }
        String pixels = e.reshape(v.x(), 0, 0, -1);
        String sum = "";
        for (int corner = 0; corner < (nearest ? 1 : 1 << axes); corner++) {
            String part = corner(v, pixels, places, corner, nearest);
            sum = sum.isEmpty() ? part : e.add(sum, part);
        }
        return e.reshapeLike(sum, v.y());
    }

    /** The places along axis {@code i} of the image's, which the grid names in the opposite order. */
    private static Place place(Vjp v, int i, int axes, boolean nearest, boolean border) {
        Emitter e = v.e;
        String along = e.node(
                "Gather",
                Attributes.NONE.with("axis", axes + 1),
                v.x(1),
                e.constant(Tensor.scalar((long) axes - 1 - i)));
        String coordinate = e.reshape(along, 0, 1, -1);
        String size = e.cast(e.sizeOf(v.x(), i + 2), e.facts().type(v.x(1)));
        boolean aligned = v.attributes().integer("align_corners", 0) == 1;
        String pixel = aligned
                ? e.mul(e.mul(e.add(coordinate, 1), e.add(size, -1)), 0.5)
                : e.mul(e.add(e.mul(e.add(coordinate, 1), size), -1), 0.5);
        if (border) {
            pixel = e.node("Min", e.node("Max", pixel, e.scalar(0, pixel)), e.add(size, -1));
        }
        String low = e.node(nearest ? "Round" : "Floor", pixel);
        return new Place(low, e.sub(pixel, low), size);
    }

    /** What one of the pixels around a place adds; nothing where it is outside of the image. */
    private static String corner(Vjp v, String pixels, List<Place> places, int corner, boolean nearest) {
        Emitter e = v.e;
        String weight = "";
        String number = "";
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            boolean next = (corner >> i & 1) == 1;
            String index = next ? e.add(place.low(), 1) : place.low();
            String last = e.add(place.size(), -1);
            String inside = e.mul(e.above(index, -0.5), e.mask(e.node("Less", index, place.size()), index));
            String share = nearest ? inside : e.mul(inside, next ? place.beyond() : e.from(1, place.beyond()));
            weight = weight.isEmpty() ? share : e.mul(weight, share);
            String kept = e.cast(e.node("Min", e.node("Max", index, e.scalar(0, index)), last), ElementType.INT64);
            number = number.isEmpty() ? kept : e.add(e.mul(number, e.sizeOf(v.x(), i + 2)), kept);
        }
        String shape = e.concat(0, e.integers(1), e.sizeOf(v.x(), 1), e.integers(1));
        String all = e.node("Expand", number, shape);
        String picked = e.node("GatherElements", Attributes.NONE.with("axis", 2), pixels, all);
        return e.mul(picked, e.cast(weight, e.facts().type(picked)));
    }
}
