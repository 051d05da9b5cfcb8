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
    private final Views views;

    /** Whether an answer was seen that is no larger than its image: such networks get no brightness apart from colour. */
    private volatile boolean keepsSize;

    private ImageTransformer(ModelSession network, Passage passage, Optional<PaintedRange> range, Views views) {
        super(network);
        this.views = views;
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
        return new ImageTransformer(network, passage, PaintedRange.of(fitted.graph(), network.output()), Views.ONE);
    }

    @Override
    public ImageTransformer onOneCore() {
        return new ImageTransformer(network().onOneCore(), passage, range, views);
    }

    /** The same, whose images are the mean of those that are made of all views, each put back in its place. */
    @Override
    public ImageTransformer seeing(Views other) {
        other.require(card());
        if (other.hasScales()) {
            throw new FoveaException("Images that '" + card().name()
                    + "' makes at several scales have no common pixels; augment by mirror, flips or turns.");
        }
        return new ImageTransformer(network(), passage, range, other);
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
            Image made =
                    made(numbers, workspace, Views.part(monitor, 0, views.all().size()));
            for (int i = 1; i < views.all().size(); i++) {
                View view = views.all().get(i);
                Monitor part = Views.part(monitor, i, views.all().size());
                add(view.undone(made(view.of(numbers), workspace, part)), made);
            }
            ProbabilityMaps.divide(made.floats(), views.all().size());
            Image result = image.depth() == Image.Depth.UINT8 ? PaintedValues.in8Bit(made) : made;
            return new TransformedImage(card().name(), result, workspace.seconds());
        } finally {
            network().giveBack(workspace);
        }
    }

    private void add(Image other, Image sum) {
        if (other.width() != sum.width() || other.height() != sum.height() || other.channels() != sum.channels()) {
            throw new FoveaException("The model '" + card().name() + "' makes an image of " + sum
                    + ", and of the same in another view " + other + "; leave augment out.");
        }
        float[] values = other.floats();
        for (int i = 0; i < values.length; i++) {
            sum.floats()[i] += values[i];
        }
    }

    /** What the network makes of an image, in colour where that stays. */
    private Image made(Image numbers, Workspace workspace, Monitor monitor) {
        boolean mayKeepColour = numbers.isColor() && card().input().color() == Color.GRAY && !keepsSize;
        Optional<Chroma> chroma = mayKeepColour ? Optional.of(Chroma.of(numbers)) : Optional.empty();
        Image made = painted(chroma.map(Chroma::luma).orElse(numbers), workspace, monitor);
        boolean larger = made.width() > numbers.width();
        if (chroma.isPresent() && larger && made.channels() == 1) {
            made = chroma.get().with(made);
        } else if (chroma.isPresent()) {
            keepsSize = !larger;
            made = painted(numbers, workspace, monitor);
        }
        return made;
    }

    /**
     * An image that was made strip by strip.
     *
     * @param image to be closed by who is given it
     * @param seconds wall time of the inference
     */
    record Spilled(SpilledImage image, double seconds) {}

    /**
     * Whether an image can be transformed strip by strip: the model tiles images, and is given all that there is of it, as it is.
     *
     * @param header of the image
     */
    boolean hasStrips(Header header) {
        Input input = card().input();
        boolean keepsColour = header.color() && input.color() == Color.GRAY;
        return views.isOne()
                && input.fit() == Fit.TILE
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
        } catch (RuntimeException | Error e) {
            painted.close();
            throw e;
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
