package io.fovea.concept;

import io.fovea.FoveaException;
import io.fovea.anatomy.InputFrame;
import io.fovea.concept.FoundConcepts.Part;
import io.fovea.concept.FoundConcepts.Patch;
import io.fovea.explain.HeatMap;
import io.fovea.explain.method.LayerView;
import io.fovea.image.Image;
import io.fovea.linear.Factors;
import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the concepts that a network has by itself: what its layer says of the patches of many images, {@code A = H W} with
 * neither below 0 (Collins et al., "Deep feature factorization for concept discovery", 2018; Fel et al., "CRAFT: concept
 * recursive activation factorization for explainability", 2023).
 *
 * <p>First each image is {@linkplain #sample sampled}, then all are {@linkplain #factorise factorised}, then the concepts are
 * {@linkplain #find found} in each. Blocks. Not thread-safe.
 */
public final class ConceptDiscovery {
    /** More would take longer than they tell. */
    private static final int MOST_PLACES = 8000;

    /** How many cells of the layer's grid a patch shows, by side. */
    private static final int CELLS = 3;

    private final ConceptLayer layer;
    private final int count;
    private final SobolDesign design;
    private final List<float[]> points;
    private final int perImage;
    private final List<float[]> sampled = new ArrayList<>();
    private Factors factors;

    /**
     * One that has seen nothing.
     *
     * @param layer that stays open
     * @param count how many concepts are found, at least 1
     * @param images how many there will be; of each as many places are looked at as make 8,000 together
     */
    public ConceptDiscovery(ConceptLayer layer, int count, int images) {
        this(layer, count, images, 0);
    }

    /**
     * One that has seen nothing, and measures the total Sobol index of each concept.
     *
     * @param samples how often each concept is masked, 2 or more; the score takes {@code samples} times {@code count + 2} runs of
     *     what lies behind the layer. 0 to leave it out
     */
    public ConceptDiscovery(ConceptLayer layer, int count, int images, int samples) {
        this.layer = layer;
        this.count = count;
        this.design = new SobolDesign(count, samples);
        this.points = samples == 0 ? List.of() : design.points();
        this.perImage = Math.max(1, MOST_PLACES / Math.max(1, images));
    }

    /** What the layer says of some places of an image. Immutable. */
    public static final class Sampled {
        private final List<float[]> places;

        private Sampled(List<float[]> places) {
            this.places = List.copyOf(places);
        }
    }

    /**
     * Looks at all places of an image of any size and depth, or at some at equal distances.
     *
     * @throws FoveaException if a value of the image is no number
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public Sampled look(Image image, Monitor monitor) {
        float[][] planes = layer.values(image, monitor);
        int all = planes[0].length;
        int taken = Math.min(all, perImage);
        List<float[]> places = new ArrayList<>();
        for (int k = 0; k < taken; k++) {
            int place = (int) (((long) k * all + all / 2) / taken);
            float[] channels = new float[planes.length];
            for (int c = 0; c < channels.length; c++) {
                channels[c] = planes[c][Math.min(place, all - 1)];
            }
            places.add(channels);
        }
        return new Sampled(places);
    }

    /** Takes an image among those that concepts are found in. */
    public void sample(Sampled image) {
        sampled.addAll(image.places);
    }

    /**
     * Finds the concepts.
     *
     * @throws FoveaException if there are fewer patches than concepts, or none says anything
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public void factorise(Monitor monitor) {
        if (sampled.size() < count) {
            throw new FoveaException("The layer '" + layer.name() + "' has " + sampled.size()
                    + " places in all of these images, too few to find " + count
                    + " concepts in; give more images, an earlier layer, or ask for fewer.");
        }
        float[][] planes = new float[sampled.get(0).length][sampled.size()];
        boolean silent = true;
        for (int i = 0; i < sampled.size(); i++) {
            for (int c = 0; c < planes.length; c++) {
                planes[c][i] = sampled.get(i)[c];
                silent &= planes[c][i] <= 0;
            }
        }
        if (silent) {
            throw new FoveaException(
                    "The layer '" + layer.name()
                            + "' has no value above 0 in any of these images, so there is nothing to find; take another layer.");
        }
        factors = Factors.of(planes, count, monitor);
        sampled.clear();
    }

    /**
     * Finds the concepts in an image. Comes after {@link #factorise}.
     *
     * @param wanted the class; empty for the top one
     * @throws FoveaException if a value of the image is no number
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public FoundConcepts find(Image image, Optional<Integer> wanted, Monitor monitor) {
        if (factors == null) {
            throw new IllegalStateException("Nothing was factorised yet");
        }
        LayerView view = layer.look(image, wanted, monitor);
        Factors own = factors.on(view.values());
        float[][] slopes = view.slopes();
        double[] totals = totals(image, view, own, monitor);
        InputFrame frame = layer.frame(image);
        List<Part> parts = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            float[] places = own.places(k);
            int most = highest(places);
            parts.add(new Part(
                    own.speaks(k, slopes),
                    totals[k],
                    places[most],
                    patch(frame, view.columns(), view.rows(), most),
                    HeatMap.of(view.columns(), view.rows(), places, frame)));
        }
        return new FoundConcepts(view.classIndex(), layer.label(view.classIndex()), parts);
    }

    /** Of each concept, by how the class's score varies where random shares of all concepts are left of the layer. */
    private double[] totals(Image image, LayerView view, Factors own, Monitor monitor) {
        if (points.isEmpty()) {
            double[] none = new double[count];
            Arrays.fill(none, Double.NaN);
            return none;
        }
        return design.totals(
                layer.scores(image, view, points.size(), i -> masked(view.values(), own, points.get(i)), monitor));
    }

    /** What is left of a layer where a concept has a share {@code m} of its own: {@code A - sum (1 - m_k) H_k W_k}. */
    private static float[][] masked(float[][] planes, Factors factors, float[] shares) {
        for (int k = 0; k < shares.length; k++) {
            float[] places = factors.places(k);
            float[] channels = factors.channels(k);
            for (int c = 0; c < channels.length; c++) {
                float lost = (1 - shares[k]) * channels[c];
                for (int i = 0; i < places.length && lost > 0; i++) {
                    planes[c][i] -= lost * places[i];
                }
            }
        }
        return planes;
    }

    private static int highest(float[] values) {
        int most = 0;
        for (int i = 1; i < values.length; i++) {
            most = values[i] > values[most] ? i : most;
        }
        return most;
    }

    /** The pixels of the image that lie in the cells around a place. */
    static Patch patch(InputFrame frame, int columns, int rows, int place) {
        int[] across = span(place % columns, frame.startX(columns), frame.stepX(columns), frame.imageWidth());
        int[] down = span(place / columns, frame.startY(rows), frame.stepY(rows), frame.imageHeight());
        return new Patch(across[0], down[0], across[1] - across[0], down[1] - down[0]);
    }

    /** Where they begin and end along an axis. */
    private static int[] span(int cell, double start, double step, int pixels) {
        double reach = CELLS / 2.0;
        int from = (int) Math.round((cell + 0.5 - reach - start) / step);
        int to = (int) Math.round((cell + 0.5 + reach - start) / step);
        int first = Math.min(pixels - 1, Math.max(0, from));
        return new int[] {first, Math.max(first + 1, Math.min(pixels, to))};
    }
}
