package io.fovea.anatomy;

import io.fovea.FoveaException;
import io.fovea.NameList;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.graph.operator.ValueFacts;
import io.fovea.image.Image;
import io.fovea.image.Layout;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Scored;
import io.fovea.session.FloatTensor;
import io.fovea.task.OutputGrid;
import io.fovea.task.Refusals;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What must be known of a model to explain it. Its graph is shared; nobody changes it. */
public final class Anatomy {
    private static final int PROBED_SIDE = 256;

    private final Graph graph;
    private final Card card;
    private final Scores scores;
    private final ForwardPath path;
    private final long[] target;
    private final int axis;
    private final int scoreCount;
    private final FeatureLayers maps;
    private final long values;
    private final Sight sight;

    /**
     * What a model was probed with, and for.
     *
     * @param width of the input, in pixels
     * @param height of the input, in pixels
     * @param filters how many channels the last layer has
     * @param elements which of the explained value count; {@link Region#none} where that is asked for
     */
    record Sight(int width, int height, int filters, Region elements) {}

    Anatomy(
            Graph graph,
            Card card,
            Scores scores,
            ForwardPath path,
            long[] target,
            int axis,
            int scoreCount,
            FeatureLayers maps,
            long values,
            Sight sight) {
        this.sight = sight;
        this.graph = graph;
        this.card = card;
        this.scores = scores;
        this.path = path;
        this.target = target;
        this.axis = axis;
        this.scoreCount = scoreCount;
        this.maps = maps;
        this.values = values;
    }

    /**
     * Takes a model apart, running it once for the shapes of its values. Blocks.
     *
     * @throws FoveaException if its answers are no scores
     */
    public static Anatomy of(Model model, boolean keepActivation) {
        Card card = model.card();
        if (!card.task().scored().isExplained()) {
            FoveaException refusal = Refusals.cannot(model, "be explained");
            throw card.task().scored() == Scored.OBJECTS
                    ? new FoveaException(refusal.getMessage()
                            .replaceFirst("\\.$", "; one of them can, by its number in detect.csv."))
                    : refusal;
        }
        Graph graph = model.graph().inQdqForm();
        Scores scores = Scores.of(graph, card, keepActivation);
        Input input = card.input();
        int width = input.widthFor(PROBED_SIDE);
        int height = input.heightFor(PROBED_SIDE);
        ProbedModel probe = ProbedModel.of(model, graph, scores, width, height);
        long[] target = probe.target();
        if (card.task().scored() == Scored.PIXELS) {
            OutputGrid grid = OutputGrid.of(target, input.layout(), width, height);
            int axis = grid.layout() == Layout.NCHW ? 1 : 3;
            int classes = grid.classes();
            return probe.anatomy(card, axis, classes, new Sight(width, height, classes, Region.none()));
        }
        int axis = classAxis(target);
        int classes = (int) target[axis];
        return probe.anatomy(card, axis, classes, new Sight(width, height, classes, Region.none()));
    }

    /**
     * Takes a model apart of which any scalar is explained: a weighted sum of single elements. Runs it once for the shapes of
     * its values. Blocks.
     *
     * @param model of any task, with one input
     * @param elements of values of its {@linkplain Graph#inQdqForm graph in its QDQ form}; one at least
     * @param width of the input that is explained, in pixels
     * @param height of the input that is explained, in pixels
     * @throws FoveaException if the elements do not depend on the image
     */
    public static Anatomy ofElements(Model model, List<WeightedElement> elements, int width, int height) {
        Graph graph = model.graph().inQdqForm();
        Card card = model.card();
        ElementScores strung = ElementScores.append(graph, card.input().shape(width, height), elements);
        Scores scores = new Scores(strung.value(), strung.value());
        graph.addOutput(new ValueInfo(strung.value(), ElementType.FLOAT, Shape.of(1, -1)));
        ProbedModel probe = ProbedModel.of(model, graph, scores, width, height);
        int count = (int) probe.target()[1];
        int filters = probe.maps()
                .ofValue(elements.get(0).value())
                .map(FeatureLayer::channels)
                .orElse(count);
        return probe.anatomy(card, 1, count, new Sight(width, height, filters, strung.region()));
    }

    /**
     * Takes a model apart of which one number is explained. Runs it once for the shapes of its values. Blocks.
     *
     * @param graph of the model with what computes the number; changed
     * @param number of the graph, {@code [1, 1]}
     */
    static Anatomy ofNumber(Model model, Graph graph, String number, int width, int height) {
        graph.addOutput(new ValueInfo(number, ElementType.FLOAT, Shape.of(1, 1)));
        ProbedModel probe = ProbedModel.of(model, graph, new Scores(number, number), width, height);
        Region one = Region.ofElements(FloatTensor.of(new float[] {1}, 1, 1));
        return probe.anatomy(model.card(), 1, 1, new Sight(width, height, 0, one));
    }

    /**
     * The same of which what is computed from the scores is explained, with one number in the place of those of the classes;
     * what counts of it is a {@link #mean}. Runs the model once for the
     * shapes of its values. Blocks.
     *
     * @param model that this is of
     */
    public Anatomy explaining(Model model, ScoreFigure figure) {
        Graph figured = graph.copy();
        figured.value(scores.target()).ifPresent(figured::declare);
        boolean probable = scores.target().equals(scores.output())
                && card.activation().name().endsWith("PROBABILITIES");
        boolean each = card.activation() == OutputValues.INDEPENDENT_LOGITS
                || card.activation() == OutputValues.INDEPENDENT_PROBABILITIES;
        ElementType type = new ValueFacts(figured).type(scores.target());
        String number = figure.append(new ScoreWriter(figured, scores.target(), type, target, axis, each, probable));
        long[] free = new long[target.length];
        Arrays.fill(free, -1);
        figured.addOutput(new ValueInfo(number, ElementType.FLOAT, Shape.of(free)));
        ProbedModel probe = ProbedModel.of(model, figured, new Scores(number, number), sight.width, sight.height);
        return probe.anatomy(card, axis, 1, sight);
    }

    /** The graph in its QDQ form, with no outputs but those of the scores; not to be changed. */
    public Graph graph() {
        return graph;
    }

    /** What the model means. */
    public Card card() {
        return card;
    }

    /** Where the scores stand. */
    public Scores scores() {
        return scores;
    }

    /** What lies between image and scores. */
    public ForwardPath path() {
        return path;
    }

    /** Along which the classes lie in the explained value. */
    public int axis() {
        return axis;
    }

    /** How many scores there are for an image or a pixel. */
    public int scoreCount() {
        return scoreCount;
    }

    /** The layers that can be explained. */
    public FeatureLayers maps() {
        return maps;
    }

    /** How many numbers all values between image and scores hold at the size that was probed. */
    public long values() {
        return values;
    }

    /** The width of the input that was probed, in pixels. */
    public int probedWidth() {
        return sight.width;
    }

    /** The height of the input that was probed, in pixels. */
    public int probedHeight() {
        return sight.height;
    }

    /** The only dimension of several; the second where there is no other. */
    private static int classAxis(long[] shape) {
        int axis = Math.min(1, shape.length - 1);
        int several = 0;
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] > 1) {
                axis = i;
                several++;
            }
        }
        if (shape.length == 0 || several > 1) {
            throw new FoveaException("The model's answer has the shape " + Arrays.toString(shape)
                    + " for one image; a classifier has one score for each class, [1, classes].");
        }
        return axis;
    }

    /**
     * The shape of the explained value for an image in a frame: as it follows from the graph, or else in proportion to the
     * input.
     */
    public long[] target(InputFrame framing) {
        long[] shape = target.clone();
        if (!isSpatial() || framing.width() == probedWidth() && framing.height() == probedHeight()) {
            return shape;
        }
        int h = axis == 1 ? 2 : 1;
        Shape inferred = inferredTarget(framing);
        if (inferred.rank() == shape.length
                && Arrays.stream(inferred.sizes(), h, h + 2).allMatch(size -> size > 0)) {
            System.arraycopy(inferred.sizes(), h, shape, h, 2);
            return shape;
        }
        shape[h] = Math.round((double) shape[h] * framing.height() / probedHeight());
        shape[h + 1] = Math.round((double) shape[h + 1] * framing.width() / probedWidth());
        return shape;
    }

    private Shape inferredTarget(InputFrame framing) {
        Graph sized = graph.copy();
        sized.undeclareInner();
        ValueInfo image = sized.value(path.image()).orElseThrow();
        long[] input = card.input().shape(framing.width(), framing.height());
        sized.addInput(new ValueInfo(image.name(), image.type(), Shape.of(input)));
        return new ValueFacts(sized).shape(scores.target());
    }

    /**
     * Checks that an answer has a score for each class, and the pixels of a region.
     *
     * @throws FoveaException if it has others: no score could be told from another
     */
    public void requireScores(FloatTensor answer, Region region) {
        long[] found = answer.shape();
        if (region.isOfElements() && !Arrays.equals(found, region.weights().shape())) {
            throw new FoveaException("The model '" + card.name() + "' answers in the shape " + Arrays.toString(found)
                    + ", where " + Arrays.toString(region.weights().shape())
                    + " was explained; its answer must not change its size with the image.");
        }
        if (!isSpatial() && answer.size() != scoreCount) {
            throw new FoveaException("The model '" + card.name() + "' answers in the shape " + Arrays.toString(found)
                    + ", where " + scoreCount
                    + " scores follow from its operators; give it images of the size that it is made for.");
        }
        int h = axis == 1 ? 2 : 1;
        long[] expected = region.weights().shape();
        if (isSpatial()
                && (found.length != expected.length || found[h] != expected[h] || found[h + 1] != expected[h + 1])) {
            throw new FoveaException("The model '" + card.name() + "' answers in the shape " + Arrays.toString(found)
                    + ", where " + expected[h + 1] + "x" + expected[h]
                    + " pixels follow from its operators; give it images of the size that it is made for.");
        }
        if (isSpatial() && found[axis] != scoreCount) {
            throw new FoveaException(
                    "The model '" + card.name() + "' answers in the shape " + Arrays.toString(found)
                            + ", where " + scoreCount
                            + " scores of each pixel were found on another image; give it images of the size that it is made for.");
        }
    }

    /** The pixels that count: those of a selection, or all; a classifier has none. */
    public Region region(InputFrame framing, Optional<Image> selection) {
        if (!isSpatial()) {
            return Region.none();
        }
        long[] shape = target(framing);
        return selection
                .map(mask -> Region.of(mask, framing, shape, axis))
                .orElseGet(() -> Region.whole(framing, shape, axis));
    }

    /** The mean over pixels of a value with one number for each; of what answers for images as a whole, its number. */
    public Region mean(InputFrame framing, Region pixels) {
        return isSpatial() ? pixels.mean() : Region.ofElements(FloatTensor.of(new float[] {1}, target(framing)));
    }

    /** The elements that are explained of a model that was taken apart for them. */
    public Region elements() {
        return sight.elements;
    }

    /**
     * What speaks for a class and not for another: the mean of the one's score over some pixels, less that of the other's; of
     * a classifier their difference.
     *
     * @param region the pixels, of a frame
     * @throws FoveaException if both are the same class, of which nothing would be left
     */
    public Region contrast(InputFrame framing, Region region, int classIndex, int against) {
        if (classIndex == against) {
            throw new FoveaException("The class '" + card.label(classIndex) + "' of the model '" + card.name()
                    + "' is set against itself, which leaves nothing to explain; give two classes.");
        }
        return region.contrast(
                target(framing), axis, scoreOf(classIndex), signOf(classIndex), scoreOf(against), signOf(against));
    }

    /** The explained score of a class: over a region, for a segmentation. */
    public double score(FloatTensor answer, int classIndex, Region region) {
        if (region.isOfElements()) {
            return region.sum(answer);
        }
        int score = scoreOf(classIndex);
        return signOf(classIndex)
                * (isSpatial()
                        ? region.score(answer, axis, score)
                        : answer.data().get(score));
    }

    /** Whether every pixel has scores of its own. */
    public boolean isSpatial() {
        return card.task().scored() == Scored.PIXELS && !sight.elements.isOfElements();
    }

    /** How many classes there are: one score tells two apart. */
    public int classCount() {
        return scoreCount == 1 && card.labels().size() == 2 ? 2 : scoreCount;
    }

    /** The score of a class. */
    public int scoreOf(int classIndex) {
        return scoreCount == 1 ? 0 : classIndex;
    }

    /** -1 for the class that the one score speaks against. */
    public float signOf(int classIndex) {
        return classCount() > scoreCount && classIndex == 0 ? -1 : 1;
    }

    /** The layers by name, or the one that the head looks at. */
    public List<FeatureLayer> layers(List<String> names) {
        List<String> wanted = NameList.of(names, maps::has);
        if (!wanted.isEmpty()) {
            return wanted.stream().map(maps::named).distinct().toList();
        }
        return List.of(
                isSpatial()
                        ? maps.bottleneck(sight.filters, probedWidth(), probedHeight())
                        : maps.beforeHead(sight.filters));
    }
}
