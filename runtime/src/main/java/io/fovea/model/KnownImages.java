package io.fovea.model;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Images that a model learned from, as its own layers saw them: against which another image is held to tell whether it is of
 * their kind. Of each the mean of every channel of some layers is kept, in standard deviations over all of them and in 8 bits.
 * Stands in the metadata of an ONNX file, beside the card. Immutable.
 */
public final class KnownImages {
    private static final String LAYERS = "fovea.trust.known-layers";
    private static final String IMAGES = "fovea.trust.known-images";
    private static final float PER_DEVIATION = 16;
    private static final float LEAST_DEVIATION = 1e-6f;

    /** After how many differences, less one, it is looked whether an image is too far away already. */
    private static final int LOOKS = 63;

    private final List<String> layers;
    private final float[] mean;
    private final float[] deviation;
    private final byte[][] images;

    private KnownImages(List<String> layers, float[] mean, float[] deviation, byte[][] images) {
        this.layers = List.copyOf(layers);
        this.mean = mean;
        this.deviation = deviation;
        this.images = images;
    }

    /** None yet, of which a model's layers are to be told. */
    public static KnownImages none(List<String> layers) {
        return new KnownImages(layers, new float[0], new float[0], new byte[0][]);
    }

    /**
     * Keeps those of some images that differ most: the one nearest to the mean, then always the one farthest from all that are
     * kept (Gonzalez, Clustering to minimize the maximum intercluster distance, 1985).
     *
     * @param layers values of the graph, by name
     * @param features of each image the means of all channels of the layers, in their order; one image at least
     * @param most how many are kept
     */
    public static KnownImages of(List<String> layers, List<float[]> features, int most) {
        int width = features.get(0).length;
        float[] mean = new float[width];
        float[] deviation = new float[width];
        for (int i = 0; i < width; i++) {
            int at = i;
            double middle =
                    features.stream().mapToDouble(each -> each[at]).average().orElseThrow();
            double variance = features.stream()
                    .mapToDouble(each -> (each[at] - middle) * (each[at] - middle))
                    .average()
                    .orElseThrow();
            mean[i] = (float) middle;
            deviation[i] = Math.max(LEAST_DEVIATION, (float) Math.sqrt(variance));
        }
        KnownImages all = new KnownImages(layers, mean, deviation, new byte[0][]);
        byte[][] scaled = features.stream().map(all::scaled).toArray(byte[][]::new);
        return new KnownImages(layers, mean, deviation, spread(scaled, Math.min(most, scaled.length)));
    }

    private static byte[][] spread(byte[][] all, int count) {
        byte[][] kept = new byte[count][];
        double[] distances = new double[all.length];
        byte[] middle = new byte[all[0].length];
        for (int i = 0; i < all.length; i++) {
            distances[i] = -squared(all[i], middle);
        }
        for (int k = 0; k < count; k++) {
            int farthest = 0;
            for (int i = 1; i < all.length; i++) {
                farthest = distances[i] > distances[farthest] ? i : farthest;
            }
            kept[k] = all[farthest];
            for (int i = 0; i < all.length; i++) {
                double distance = squared(all[i], kept[k]);
                distances[i] = k == 0 ? distance : Math.min(distances[i], distance);
            }
        }
        return kept;
    }

    private static double squared(byte[] one, byte[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (double) (one[i] - other[i]) * (one[i] - other[i]);
        }
        return sum;
    }

    private byte[] scaled(float[] features) {
        byte[] scaled = new byte[features.length];
        for (int i = 0; i < scaled.length; i++) {
            float steps = PER_DEVIATION * (features[i] - mean[i]) / deviation[i];
            scaled[i] = (byte) Math.rint(Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, steps)));
        }
        return scaled;
    }

    /** The values of the graph whose means are compared. */
    public List<String> layers() {
        return layers;
    }

    /** How many are kept. */
    public int count() {
        return images.length;
    }

    /**
     * How far an image is from the nearest of these: the root of the mean squared difference of its channels, in standard
     * deviations; not a number if there are none.
     *
     * @param features as of {@link #of}
     * @throws IllegalArgumentException if they are of other layers
     */
    public double distance(float[] features) {
        if (images.length > 0 && features.length != mean.length) {
            throw new IllegalArgumentException(
                    features.length + " features were given, and the known images have " + mean.length);
        }
        float[] scaled = new float[mean.length];
        for (int i = 0; i < features.length && i < scaled.length; i++) {
            scaled[i] = (features[i] - mean[i]) / deviation[i];
        }
        double nearest = Double.NaN;
        for (byte[] image : images) {
            double sum = squared(scaled, image, nearest);
            nearest = nearest <= sum ? nearest : sum;
        }
        return Math.sqrt(nearest / mean.length);
    }

    /** The sum of squared differences; of one that is above {@code enough} some part that is above it, too. */
    private static double squared(float[] scaled, byte[] image, double enough) {
        double sum = 0;
        for (int i = 0; i < image.length; i++) {
            double difference = scaled[i] - image[i] / PER_DEVIATION;
            sum += difference * difference;
            if ((i & LOOKS) == LOOKS && sum > enough) {
                return sum;
            }
        }
        return sum;
    }

    /** Writes them into a graph's metadata, in place of others. */
    public void writeTo(Graph graph) {
        ByteBuffer bytes =
                ByteBuffer.allocate(2 * Integer.BYTES + 2 * Float.BYTES * mean.length + images.length * mean.length);
        bytes.putInt(mean.length).putInt(images.length);
        for (int i = 0; i < mean.length; i++) {
            bytes.putFloat(mean[i]).putFloat(deviation[i]);
        }
        for (byte[] image : images) {
            bytes.put(image);
        }
        graph.metadata().put(LAYERS, String.join("\n", layers));
        graph.metadata().put(IMAGES, Base64.getEncoder().encodeToString(bytes.array()));
    }

    static void removeFrom(Graph graph) {
        graph.metadata().remove(LAYERS);
        graph.metadata().remove(IMAGES);
    }

    /**
     * Those in a graph's metadata; none if there are none there, or the graph has their layers no longer, as one that was made
     * faster may.
     *
     * @throws FoveaException if they cannot be read
     */
    public static Optional<KnownImages> in(Graph graph) {
        String text = graph.metadata().get(IMAGES);
        List<String> layers = graph.metadata().getOrDefault(LAYERS, "").lines().toList();
        if (text == null || layers.isEmpty() || !layers.stream().allMatch(graph::has)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(layers, ByteBuffer.wrap(Base64.getDecoder().decode(text))));
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw new FoveaException(
                    "What the model '" + graph.name() + "' keeps of the images that it knows (" + IMAGES
                            + ") is damaged; make it anew with 'fovea calibrate'.",
                    e);
        }
    }

    private static KnownImages read(List<String> layers, ByteBuffer bytes) {
        int width = bytes.getInt();
        int count = bytes.getInt();
        if (width < 0
                || count < 0
                || count > 0 && width == 0
                || bytes.remaining() != (2L * Float.BYTES + count) * width) {
            throw new IllegalArgumentException("of another length");
        }
        float[] mean = new float[width];
        float[] deviation = new float[width];
        for (int i = 0; i < width; i++) {
            mean[i] = bytes.getFloat();
            deviation[i] = bytes.getFloat();
        }
        byte[][] images = new byte[count][width];
        Arrays.stream(images).forEach(bytes::get);
        return new KnownImages(layers, mean, deviation, images);
    }
}
