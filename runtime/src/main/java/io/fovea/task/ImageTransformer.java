package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.image.Chroma;
import io.fovea.image.Color;
import io.fovea.image.Header;
import io.fovea.image.Image;
import io.fovea.image.ImageRows;
import io.fovea.image.NonFinite;
import io.fovea.image.PreparedImage;
import io.fovea.image.PreparedRows;
import io.fovea.image.SpilledImage;
import io.fovea.model.Fit;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.session.Device;
import java.util.Optional;

/**
 * Makes images of images: of their size, or as many times that as the network has pixels for each.
 *
 * <pre>{@code
 * try (ImageTransformer transformer = ImageTransformer.open(Model.read(file), Device.AUTO)) {
 *     Image larger = transformer.transform(Image.read(photo), Monitor.NONE).image();
 * }
 * }</pre>
 *
 * <p>An image goes in resized, and its answer back to its size, or at its own resolution: whole, or if it is large in tiles
 * that overlap so far that no border between them can be seen. Blocks; thread-safe. Owns native memory until closed.
 */
public final class ImageTransformer extends SessionPredictor<TransformedImage> {
    private final Passage passage;
    private final Optional<PaintedRange> range;

    /** Whether an answer was seen that is no larger than its image: such networks get no brightness apart from colour. */
    private volatile boolean keepsSize;

    private ImageTransformer(ModelSession network, Passage passage, Optional<PaintedRange> range) {
        super(network);
        this.passage = passage;
        this.range = range;
    }

    /**
     * Loads an image-to-image model.
     *
     * @throws FoveaException if the model makes no images, or the device is not there
     */
    public static ImageTransformer open(Model model, Device device) {
        return open(model, device, Passage.LARGEST_WHOLE);
    }

    /** Cuts images of more than {@code largestWhole} pixels into tiles. */
    static ImageTransformer open(Model model, Device device, int largestWhole) {
        Model fitted = Jobs.TRANSFORM.fitted(model);
        fitted.card().input().preparation();
        Passage passage = new Passage(
                fitted.name(), fitted.card().input(), largestWhole, Passage.Scale.FINER, Passage.Outputs.ONE);
        ModelSession network = ModelSession.open(fitted, device);
        return new ImageTransformer(network, passage, PaintedRange.of(fitted.graph(), network.output()));
    }

    @Override
    public ImageTransformer onOneCore() {
        return new ImageTransformer(network().onOneCore(), passage, range);
    }

    @Override
    public TransformedImage predict(Image image, Monitor monitor) {
        return transform(image, monitor);
    }

    /**
     * Transforms an image of any size and depth; of values that are no numbers (NaN, infinite) the least number is seen. An
     * 8-bit image gives an 8-bit one, others give floats in their own units. A network that enlarges grey images is given
     * the brightness of a colour image, whose colours are enlarged by a cubic; any other gives grey for grey.
     *
     * @throws FoveaException if no value is a number, or the model does not answer with an image
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public TransformedImage transform(Image image, Monitor monitor) {
        Image numbers = NonFinite.replaced(image);
        Workspace workspace = network().borrow();
        try {
            boolean mayKeepColour = numbers.isColor() && card().input().color() == Color.GRAY && !keepsSize;
            Optional<Chroma> chroma = mayKeepColour ? Optional.of(Chroma.of(numbers)) : Optional.empty();
            Image made = painted(chroma.map(Chroma::luma).orElse(numbers), workspace, monitor);
            boolean larger = made.width() > image.width();
            if (chroma.isPresent() && larger && made.channels() == 1) {
                made = chroma.get().with(made);
            } else if (chroma.isPresent()) {
                keepsSize = !larger;
                made = painted(numbers, workspace, monitor);
            }
            Image result = image.depth() == Image.Depth.UINT8 ? PaintedValues.in8Bit(made) : made;
            return new TransformedImage(card().name(), result, workspace.seconds());
        } finally {
            network().giveBack(workspace);
        }
    }

    /**
     * An image that was made strip by strip.
     *
     * @param seconds wall time of the inference
     */
    record Spilled(SpilledImage image, double seconds) {}

    /**
     * Whether an image can be transformed strip by strip: the model tiles images, and is given all that there is of it.
     *
     * @param header of the image
     */
    boolean hasStrips(Header header) {
        Input input = card().input();
        boolean keepsColour = header.color() && input.color() == Color.GRAY;
        return input.fit() == Fit.TILE
                && !input.takesChannels()
                && !keepsColour
                && input.preparation().isByRows();
    }

    /**
     * Transforms an image of any size strip by strip; its pixels are what {@link #transform(Image, Monitor)} makes of them, as long as tiles have
     * the same size.
     *
     * @param largest pixels of a tile, where the network lets that be chosen
     * @throws FoveaException as of {@link #transform(Image, Monitor)}, or if the disk takes no more
     * @throws io.fovea.session.CancelledException if cancelled
     */
    Spilled transform(ImageRows rows, int largest, Monitor monitor) {
        PreparedRows prepared = new PreparedRows(card().input().preparation(), rows);
        PaintedValues values = new PaintedValues(card(), range, prepared);
        PaintedStrips painted = new PaintedStrips(values, rows.header().depth());
        Workspace workspace = network().borrow();
        try {
            passage.within(largest).tiled(prepared, workspace, monitor, painted::add);
            return new Spilled(painted.image(), workspace.seconds());
        } finally {
            network().giveBack(workspace);
        }
    }

    /** The answer as floats in the units of the image. */
    private Image painted(Image image, Workspace workspace, Monitor monitor) {
        Input input = card().input();
        PreparedImage prepared = input.preparation().prepare(image);
        PaintedPlanes planes = new PaintedPlanes(new PaintedValues(card(), range, prepared));
        passage.run(prepared, workspace, monitor, planes::add);
        if (input.fit() == Fit.TILE) {
            return planes.image(planes.width(), planes.height());
        }
        return planes.image(
                scaled(image.width(), planes.width(), input.widthFor(image.width())),
                scaled(image.height(), planes.height(), input.heightFor(image.height())));
    }

    private static int scaled(int side, int answer, int asked) {
        return Math.max(1, Math.toIntExact(Math.round((double) side * answer / asked)));
    }
}
