package io.fovea.image;

import io.fovea.ArrayLength;
import io.fovea.FoveaException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Turns images into the tensor values of a model: channels, size, stretch, normalisation, layout.
 *
 * <p>The one way pixels reach a network, in training and in use. Grey is replicated to colour; colour becomes grey as
 * the mean of its channels, as in ImageJ, so that a stain in blue alone is not lost. Channels that are no colours go in as
 * they are, and as many as there are; each is stretched by itself, where colours are stretched together and keep their
 * hue. Thread-safe.
 *
 * @param channels how many the model reads, as {@code color} may have
 */
public record Preparation(Color color, int channels, Layout layout, Normalisation normalisation) {
    private static final Normalisation AS_IT_IS = Normalisation.RAW.with(Stretch.NONE, 0, 100);

    /** Checks that there can be so many channels. */
    public Preparation {
        if (!color.fits(channels)) {
            throw new IllegalArgumentException(channels + " channels are not " + color);
        }
    }

    /** Of grey, or of colours. */
    public Preparation(Color color, Layout layout, Normalisation normalisation) {
        this(color, color.channels(), layout, normalisation);
    }

    /** The same with other values. */
    public Preparation with(Normalisation newNormalisation) {
        return new Preparation(color, channels, layout, newNormalisation);
    }

    /**
     * Measures what the whole image must be known for; its parts can then be taken one by one.
     *
     * @throws FoveaException if the image's channels are not what the model reads
     */
    public PreparedImage prepare(Image image) {
        require(image);
        PreparedImage prepared = new PreparedImage(this, image, stretches(image.depth()) ? levels(image) : List.of());
        return normalisation.steps().isEmpty() ? prepared : stepped(prepared);
    }

    /** Whether no more of the whole image must be known than its percentiles, so that it can be taken row by row. */
    public boolean isByRows() {
        return normalisation.steps().isEmpty();
    }

    /** Whether values of a depth are stretched. */
    boolean stretches(Image.Depth depth) {
        return switch (normalisation.stretch()) {
            case NONE -> false;
            case DEEP -> depth != Image.Depth.UINT8;
            case ALL -> true;
        };
    }

    /** Whether each channel is stretched by itself. */
    boolean stretchesApart() {
        return color == Color.CHANNELS && channels > 1;
    }

    /** Between which values counted ones are stretched. */
    Levels levels(ValueCounts counts) {
        return counts.levels(normalisation.low(), normalisation.high());
    }

    /** What is measured is measured on the whole image as the model reads it, so that is made first. */
    private PreparedImage stepped(PreparedImage prepared) {
        Image image = prepared.image();
        FloatBuffer values = FloatBuffer.allocate(ArrayLength.of(image.width(), image.height(), channels));
        Normalisation before = normalisation.withSteps(List.of());
        prepared.by(new Preparation(color, channels, Layout.NHWC, before))
                .fill(0, 0, image.width(), image.height(), values);
        normalisation.steps().forEach(step -> step.apply(values.array(), channels));
        Image after = Image.channels32(image.width(), image.height(), channels, values.array());
        return new PreparedImage(new Preparation(Color.CHANNELS, channels, layout, AS_IT_IS), after, List.of());
    }

    private List<Levels> levels(Image image) {
        return stretchesApart()
                ? IntStream.range(0, image.channels())
                        .mapToObj(c -> measured(image.channel(c)))
                        .toList()
                : List.of(measured(image));
    }

    private Levels measured(Image image) {
        return Levels.of(image, normalisation.low(), normalisation.high());
    }

    /**
     * Lets images pass whose channels are what the model reads.
     *
     * @throws FoveaException if they are not
     */
    public void require(Image image) {
        int given = image.channels();
        boolean fits =
                image.isColor() ? channels == 1 || channels == 3 : color.isColor() ? given == 1 : given == channels;
        if (fits) {
            return;
        }
        String wanted =
                color.isColor() ? "red, green and blue" : channels == 1 ? "one channel" : channels + " channels";
        if (image.isColor()) {
            throw new FoveaException("The image is RGB, a colour picture, and the model takes " + wanted
                    + " that are no colours; give it an image of these channels.");
        }
        throw new ChannelMismatchException("The image has " + given + (given == 1 ? " channel" : " channels")
                + (given == 3 && color.isColor() ? ", which are not declared to be colours," : "")
                + " and the model takes " + wanted);
    }

    /**
     * Fills a tensor with the whole image, resized where its size differs (area average to shrink, linear to enlarge).
     *
     * @param target receives {@code channels * height * width} values from its index 0
     * @throws FoveaException if the image's channels are not what the model reads
     */
    public void fill(Image image, int width, int height, FloatBuffer target) {
        prepare(image).fillResized(width, height, target);
    }
}
