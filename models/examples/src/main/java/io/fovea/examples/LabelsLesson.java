package io.fovea.examples;

import io.fovea.data.ImageFiles;
import io.fovea.graph.Graph;
import io.fovea.image.Grid;
import io.fovea.image.Image;
import io.fovea.image.Overlays;
import io.fovea.layers.Activation;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Dense;
import io.fovea.layers.GlobalMaxPooling2D;
import io.fovea.layers.MaxPooling2D;
import io.fovea.layers.Network;
import io.fovea.layers.Rescaling;
import io.fovea.layers.Summary;
import io.fovea.layers.SymbolicTensor;
import io.fovea.recipe.OptimizerName;
import io.fovea.recipe.data.LayoutFinder;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.task.Classifier;
import io.fovea.task.Score;
import io.fovea.train.Fitted;
import io.fovea.train.Learner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Any number of labels for an image: the network ends in a sigmoid for each, none of which excludes another, and the loss is
 * the binary cross-entropy of all of them (Chollet, Deep Learning with Python, 2nd edition, section 9.1).
 */
public final class LabelsLesson {

    static final String USAGE = "DATA OUTPUT [EPOCHS]";

    private static final int SIDE = 96;
    private static final int SHOWN = 6;

    private LabelsLesson() {}

    /**
     * Trains, and prints what is found in six images.
     *
     * @param args a folder with {@code images} and a CSV that lists the labels of each; a folder for the results; how many
     *     epochs, 30
     */
    public static void main(String[] args) {
        Given.Training given = Given.of(args, USAGE).training(30);
        List<String> labels = LayoutFinder.find(given.data()).labels();
        List<Path> files = ImageFiles.in(given.data().resolve("images"));
        Graph network = network(labels.size());
        System.out.println(Summary.of(network));
        Fitted fitted = Learner.of(network)
                .compile(options -> {
                    options.optimizer = OptimizerName.ADAM;
                    options.epochs = given.epochs();
                    options.batch = 16;
                })
                .fit(given.data(), given.output().resolve("labels.onnx"), new EpochLines(given.epochs()));
        fitted.test().metrics().forEach((name, value) -> System.out.println("Test " + name + ": " + value));

        List<Image> cells = new ArrayList<>();
        try (Classifier classifier = Classifier.open(fitted.model(), Device.CPU)) {
            for (Path file : files.subList(0, Math.min(SHOWN, files.size()))) {
                Image image = Image.read(file);
                StringBuilder line = new StringBuilder(ImageFiles.name(file) + ":");
                for (Score score : classifier.classify(image, Cancellation.NONE).scores()) {
                    line.append(String.format(Locale.ROOT, " %s %.2f", score.label(), score.probability()));
                }
                System.out.println(line);
                cells.add(Overlays.forTheEye(image.resized(SIDE, SIDE)));
            }
        }
        new Grid(SHOWN, 4).of(cells).write(given.output().resolve("labels.png"));
    }

    private static Graph network(int labels) {
        Network network = new Network("labels", 1337);
        SymbolicTensor x = network.input(SIDE, SIDE, 3).to(new Rescaling(1 / 255f));
        for (int filters : new int[] {16, 32, 64, 64}) {
            x = x.to(new Conv2D(filters, 3).relu()).to(new MaxPooling2D(2));
        }
        x = x.to(new GlobalMaxPooling2D());
        return network.finish(x.to(new Dense(labels).activation(Activation.SIGMOID)));
    }
}
