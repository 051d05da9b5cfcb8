package io.fovea.zoo;

import io.fovea.graph.Graph;
import io.fovea.layers.Activation;
import io.fovea.layers.Dense;
import io.fovea.layers.GlobalAveragePooling2D;
import io.fovea.layers.Network;
import io.fovea.layers.SymbolicTensor;

/** A network that finds features in an image, and a head that tells classes from them. */
abstract class ImageClassifier implements Architecture {

    private final String name;
    private final Published published;

    /**
     * A classifier of images of {@code side x side} pixels.
     *
     * @param name of the graph
     */
    ImageClassifier(String name, int side, int channels, int classes) {
        this.name = name;
        published = new Published(Size.of(side, side), channels, classes);
    }

    /** The feature map {@code [C, H, W]} of raw pixels. */
    abstract SymbolicTensor features(SymbolicTensor pixels);

    /** The feature map as the numbers {@code [F]} that the last layer weighs. */
    abstract SymbolicTensor condensed(SymbolicTensor features);

    @Override
    public final Graph build(Settings settings) {
        Network network = new Network(name, settings.seed());
        SymbolicTensor x = features(published.input(network, settings));
        return network.finish(settings.top() ? answer(condensed(x), published.classes(settings)) : x);
    }

    /** The same features under the plainest head: their means over the image, weighed by one layer. */
    final Architecture averaged() {
        return settings -> {
            Graph graph = build(settings.withoutTop());
            Network network = Network.on(graph, settings.seed());
            SymbolicTensor x = network.value(graph.outputs().get(0).name());
            return network.finish(answer(x.to(new GlobalAveragePooling2D()), published.classes(settings)));
        };
    }

    /** One class is a yes or no, several exclude each other. */
    private static SymbolicTensor answer(SymbolicTensor x, int classes) {
        return x.to(new Dense(classes).activation(classes == 1 ? Activation.SIGMOID : Activation.SOFTMAX));
    }
}
