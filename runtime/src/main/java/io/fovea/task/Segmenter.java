package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.HeapLimit;
import io.fovea.image.Color;
import io.fovea.image.Header;
import io.fovea.image.Image;
import io.fovea.image.ImageRows;
import io.fovea.image.NonFinite;
import io.fovea.image.Preparation;
import io.fovea.image.PreparedRows;
import io.fovea.model.Card;
import io.fovea.model.Fit;
import io.fovea.model.Model;
import io.fovea.session.Device;

/**
 * Says of every pixel what it shows.
 *
 * <pre>{@code
 * try (Segmenter segmenter = Segmenter.open(ModelLibrary.find("nuclei-trimap"), Device.AUTO)) {
 *     Segmentation result = segmenter.segment(Image.read(file), Monitor.NONE);
 *     LabelMap nuclei = result.instances(20);
 * }
 * }</pre>
 *
 * <p>An image goes in resized, or at its own resolution: whole, or if it is large in tiles that overlap so far that no
 * border between them can be seen. Blocks; thread-safe. Owns native memory until closed.
 */
public final class Segmenter extends SessionPredictor<Segmentation> {
    /** What a pixel takes at least beside its probabilities: classes, labels, pictures. */
    private static final int LEAST_BYTES = 16;

    private final Preparation preparation;
    private final Passage passage;
    private final PixelHead head;
    private final Views views;

    private Segmenter(ModelSession network, Preparation preparation, Passage passage, PixelHead head, Views views) {
        super(network);
        this.preparation = preparation;
        this.passage = passage;
        this.head = head;
        this.views = views;
    }

    /**
     * Loads a segmentation model.
     *
     * @throws FoveaException if the model does not segment, how it tells objects apart is not known, or the device is not
     *     there
     */
    public static Segmenter open(Model model, Device device) {
        return open(model, device, Passage.LARGEST_WHOLE);
    }

    /** Cuts images of more than {@code largestWhole} pixels into tiles. */
    static Segmenter open(Model model, Device device, int largestWhole) {
        Model fitted = Jobs.SEGMENT.fitted(model);
        Preparation preparation = fitted.card().input().preparation();
        PixelHead head = PixelHead.of(fitted.card());
        Passage passage = new Passage(fitted.name(), fitted.card().input(), largestWhole, head.scale(), head.outputs());
        return new Segmenter(ModelSession.open(fitted, device), preparation, passage, head, Views.ONE);
    }

    @Override
    public Segmenter onOneCore() {
        return new Segmenter(network().onOneCore(), preparation, passage, head, views);
    }

    /**
     * The same, whose probabilities are the mean of those of all views, each put back in its place; objects are told apart in
     * the mean. It is closed with this one.
     */
    @Override
    public Segmenter seeing(Views other) {
        other.require(card());
        if (other.hasScales() && !head.allowsScales()) {
            throw new FoveaException("The polygons that '" + card().name()
                    + "' answers with cannot be put together from several scales; augment by mirror, flips or turns.");
        }
        return new Segmenter(network(), preparation, passage, head, other);
    }

    @Override
    public Segmentation predict(Image image, Monitor monitor) {
        return segment(image, monitor);
    }

    @Override
    public Segmentation predict(Image image, ScaleChoice how, Monitor monitor) {
        return segment(image, how, monitor);
    }

    /**
     * Segments an image of any size and depth; the answer has the image's size. Of values that are no numbers (NaN,
     * infinite) the least number is seen.
     *
     * @throws FoveaException if no value is a number, or the answer is not what the head of such a model gives
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public Segmentation segment(Image image, Monitor monitor) {
        return segment(image, 1, monitor);
    }

    /**
     * Segments an image that is brought to another scale before it goes in; the answer has the image's own size.
     *
     * @throws FoveaException as of {@link #segment(Image, Monitor)}, or if the model cannot be given images at another scale,
     *     nor its card says what this rests on, or the image at that scale does not fit into the memory
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public Segmentation segment(Image image, ScaleChoice how, Monitor monitor) {
        how.require(card());
        if (how.by() != ScaleChoice.By.ESTIMATE) {
            return segment(image, how.factor(card()), monitor);
        }
        DiameterEstimate estimate = new DiameterEstimate(seeing(Views.ONE));
        return segment(image, estimate.factor(image, monitor), monitor);
    }

    /** Whether an image can be segmented strip by strip: the model tiles images, and says of pixels which class they have. */
    boolean hasStrips() {
        Card card = card();
        return views.isOne() && card.input().fit() == Fit.TILE && preparation.isByRows() && head.isOfClasses();
    }

    /**
     * The rows of a share of an image that several machines divide.
     *
     * @param largest pixels of a tile, the same on all of them
     */
    Band band(Header header, int largest, int index, int count) {
        Tiles tiles = Tiles.of(card().input(), header.width(), header.height(), largest);
        return Band.of(tiles.down(), header.height(), index, count);
    }

    /**
     * Segments an image of any size strip by strip, as it is. What each pixel shows is what {@link #segment(Image, Monitor)} says,
     * as long as tiles have the same size.
     *
     * @param largest pixels of a tile, where the network lets that be chosen
     * @param sink takes the strips
     * @return wall time of the inference
     * @throws FoveaException as of {@link #segment(Image, Monitor)}
     * @throws io.fovea.session.CancelledException if cancelled
     */
    double segment(ImageRows rows, int largest, Monitor monitor, StripSink sink) {
        return segment(rows, Band.ALL, largest, monitor, sink);
    }

    /** The same of some of its rows, which are what they are of the whole image. */
    double segment(ImageRows rows, Band band, int largest, Monitor monitor, StripSink sink) {
        PreparedRows prepared = new PreparedRows(preparation, rows);
        StripAnswers answers = new StripAnswers(card(), band, sink);
        Workspace workspace = network().borrow();
        try {
            passage.within(largest).tiled(prepared, band, workspace, monitor, answers::add);
            answers.flush();
            return workspace.seconds();
        } finally {
            network().giveBack(workspace);
        }
    }

    /** Segments an image that is so many times as wide and high as it goes in. */
    Segmentation segment(Image image, double factor, Monitor monitor) {
        if (factor != 1) {
            ScaledSize.of(image.width(), image.height(), factor).require(image);
        }
        requireMemory(image.width(), image.height(), factor);
        Image numbers = NonFinite.replaced(image);
        Image seen = ScaleChoice.scaled(numbers, factor);
        Workspace workspace = network().borrow();
        try {
            PixelAnswers answers =
                    answers(seen, workspace, Views.part(monitor, 0, views.all().size()));
            Likeness likeness = workspace.likeness();
            for (int i = 1; i < views.all().size(); i++) {
                View view = views.all().get(i);
                Image other = view.of(ScaleChoice.scaled(numbers, factor * view.scale()));
                Monitor part = Views.part(monitor, i, views.all().size());
                answers.join(answers(other, workspace, part), view);
            }
            ScaledSize size = new ScaledSize(seen.width(), seen.height());
            return answers.segmentation(image.width(), image.height(), size, workspace.seconds(), monitor)
                    .at(factor, card(), likeness);
        } finally {
            network().giveBack(workspace);
        }
    }

    private PixelAnswers answers(Image seen, Workspace workspace, Monitor monitor) {
        PixelAnswers answers = head.answers().apply(card());
        answers.begin(new ScaledSize(seen.width(), seen.height()));
        passage.run(preparation.prepare(seen), workspace, monitor, answers::add);
        return answers;
    }

    /** Told before the work rather than after it. */
    private void requireMemory(int width, int height, double factor) {
        int classes = Math.max(2, card().labels().size());
        double largest = factor * views.largest();
        double maps = factor * factor + (views.isOne() ? 0 : largest * largest);
        double bytes = (double) width * height * (Float.BYTES * classes * maps + LEAST_BYTES);
        if (!HeapLimit.allows(bytes)) {
            throw new FoveaException(
                    "Segmenting " + width + "x" + height + " pixels as a whole "
                            + HeapLimit.shortage(bytes)
                            + (hasStrips() && card().input().color() != Color.CHANNELS
                                    ? ". As a TIFF file in strips or tiles it is done strip by strip by 'segment', at its own scale"
                                            + " and without GeoJSON or coco.json."
                                    : views.isOne()
                                            ? ". The model '" + card().name()
                                                    + "' needs images as a whole; cut it into parts."
                                            : ". To be looked at in several views (augment) it is needed as a whole; cut it into parts."));
        }
    }
}
