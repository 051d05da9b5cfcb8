package io.fovea.stroke;

import io.fovea.FoveaException;
import io.fovea.anatomy.ModelLayers;
import io.fovea.graph.Graph;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Image;
import io.fovea.image.Layout;
import io.fovea.image.NonFinite;
import io.fovea.linear.LinearHead;
import io.fovea.model.Fit;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.ReceptiveField;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;

/**
 * A frozen network whose inner layers are features of pixels.
 *
 * <pre>{@code
 * try (PixelNetwork network = PixelNetwork.open(ModelLibrary.find("nuclei-trimap"), Device.AUTO)) {
 *     StrokeTraining training = new StrokeTraining(network, StrokeClasses.of("background", "nucleus"));
 *     ImageFeatures features = network.features(image);
 *     training.set("image", features, strokes);
 *     StrokeClassifier classifier = training.learn(Monitor.NONE);
 *     classifier.model("my-nuclei").graph().write(Path.of("my-nuclei.onnx"));
 * }
 * }</pre>
 *
 * <p>Blocks; thread-safe. Owns native memory until closed.
 */
public final class PixelNetwork implements AutoCloseable {
    private static final int OPSET = 13;

    private final Model base;
    private final Graph graph;
    private final List<FeatureGrid> grids;
    private final Input input;
    private final Session session;

    private PixelNetwork(Model base, Graph graph, List<FeatureGrid> grids, Input input, Session session) {
        this.base = base;
        this.graph = graph;
        this.grids = grids;
        this.input = input;
        this.session = session;
    }

    /**
     * Loads the layers of a model that come before its decoder or its classes.
     *
     * @throws FoveaException if it does not take one image, has no layers that lie evenly over it, or the device is not
     *     there
     */
    public static PixelNetwork open(Model base, Device device) {
        Graph whole = ModelLayers.of(base.graph()).graph().inSinglePrecision();
        Graph graph = whole.opset() < OPSET ? whole.raised(OPSET) : whole;
        requireImage(base, graph);
        Input free = freed(graph, base.card().input());
        List<FeatureGrid> grids = FeatureGrids.of(graph, free, base.name());
        LinearHead none = LinearHead.zeros(2, features(grids));
        Graph classifier = ClassifierGraph.of(graph, grids, none);
        ReceptiveField field =
                ReceptiveField.of(classifier, classifier.outputs().get(0).name());
        if (!field.isBounded() || field.radius() > Input.LARGEST_HALO) {
            throw new FoveaException("The layers of '" + base.name()
                    + "' see the whole image at every pixel, so that large images cannot go through them in tiles; take"
                    + " 'nuclei-trimap'.");
        }
        Input input = tiled(free, field.radius(), field.multiple());
        graph.setOutputs(grids.stream().map(FeatureGrid::value).toList());
        graph.prune();
        return new PixelNetwork(base, graph, grids, input, Session.open(graph.toBytes(), device));
    }

    private static void requireImage(Model base, Graph graph) {
        if (graph.inputs().size() != 1 || graph.inputs().get(0).shape().rank() != 4) {
            throw new FoveaException("The model '" + base.name() + "' does not take one image: its inputs are "
                    + graph.inputs().stream()
                            .map(value -> value.name() + " " + value.shape())
                            .toList() + ".");
        }
        base.card().input().preparation(); // throws where its channels are none that images have
    }

    /** Lets images of any size in. */
    private static Input freed(Graph graph, Input input) {
        ValueInfo image = graph.inputs().get(0);
        Shape shape = input.layout() == Layout.NCHW
                ? Shape.of(1, input.channels(), -1, -1)
                : Shape.of(1, -1, -1, input.channels());
        graph.undeclareInner();
        graph.addInput(new ValueInfo(image.name(), image.type(), shape));
        return tiled(input, 0, 1);
    }

    private static Input tiled(Input input, int halo, int multiple) {
        return new Input(
                OptionalInt.empty(),
                OptionalInt.empty(),
                input.channels(),
                input.channelNames(),
                input.layout(),
                input.color(),
                input.normalisation(),
                Fit.TILE,
                halo,
                multiple);
    }

    private static int features(List<FeatureGrid> grids) {
        return grids.stream().mapToInt(FeatureGrid::channels).sum();
    }

    /** The model that the layers are of. */
    public Model base() {
        return base;
    }

    /** The device really used. */
    public Device device() {
        return session.device();
    }

    /** How images go in: at their own resolution. */
    public Input input() {
        return input;
    }

    /** What the features of a pixel are. */
    public List<FeatureGrid> grids() {
        return grids;
    }

    /** How many features a pixel has. */
    public int features() {
        return features(grids);
    }

    /**
     * The features of an image of any size and depth, computed when they are first needed.
     *
     * @throws FoveaException if the image's channels are not what the model takes, or none of its values is a number
     */
    public ImageFeatures features(Image image) {
        return new ImageFeatures(this, input.preparation().prepare(NonFinite.replaced(image)));
    }

    /** What each feature counts: as much for each grid, however many channels it has. */
    double[] emphasis() {
        return grids.stream()
                .flatMapToDouble(grid -> DoubleStream.generate(() -> 1 / Math.sqrt(grid.channels()))
                        .limit(grid.channels()))
                .toArray();
    }

    TileMaps run(FloatTensor tensor, int width, int height, Cancellation cancel) {
        Map<String, FloatTensor> answers =
                session.run(Map.of(graph.inputs().get(0).name(), tensor), cancel);
        List<FloatTensor> maps =
                grids.stream().map(grid -> answers.get(grid.value())).toList();
        return TileMaps.of(grids, maps, width, height);
    }

    /** The network with a head behind it. */
    Graph with(LinearHead head) {
        return ClassifierGraph.of(graph, grids, head);
    }

    @Override
    public void close() {
        session.close();
    }
}
