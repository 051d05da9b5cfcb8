package io.fovea.examples;

import io.fovea.data.ImageFiles;
import io.fovea.graph.Graph;
import io.fovea.image.Grid;
import io.fovea.image.Image;
import io.fovea.image.Overlays;
import io.fovea.layers.Activation;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Conv2DTranspose;
import io.fovea.layers.Network;
import io.fovea.layers.Rescaling;
import io.fovea.layers.Summary;
import io.fovea.layers.SymbolicTensor;
import io.fovea.recipe.OptimizerName;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import io.fovea.task.Segmentation;
import io.fovea.task.Segmenter;
import io.fovea.train.Fitted;
import io.fovea.train.Learner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A class for every pixel: foreground, background or the contour between them. Strided convolutions go down to an eighth of
 * the size, transposed ones up again (Chollet, Deep Learning with Python, 2nd edition, section 9.2).
 */
public final class TrimapLesson {

    static final String USAGE = "DATA OUTPUT [EPOCHS]";

    private static final int SIDE = 200;
    private static final int SHOWN = 3;

    private TrimapLesson() {}

    /**
     * Trains the network, and draws what it answers to three images.
     *
     * @param args a folder with the folders {@code images} and {@code trimaps}, whose values are 1, 2 and 3; a folder for the
     *     results; how many epochs, 50
     */
    public static void main(String[] args) {
        Given.Training given = Given.of(args, USAGE).training(50);
        List<Path> files = ImageFiles.in(given.data().resolve("images"));
        Graph network = network();
        System.out.println(Summary.of(network));
        Fitted fitted = Learner.of(network)
                .compile(options -> {
                    options.optimizer = OptimizerName.RMSPROP;
                    options.epochs = given.epochs();
                    options.batch = 8;
                })
                .fit(given.data(), given.output().resolve("trimap.onnx"), new EpochLines(given.epochs()));
        fitted.test().metrics().forEach((name, value) -> System.out.println("Test " + name + ": " + value));

        List<Image> cells = new ArrayList<>();
        try (Segmenter segmenter = Segmenter.open(fitted.model(), Device.CPU)) {
            for (Path file : files.subList(0, Math.min(SHOWN, files.size()))) {
                Image image = Image.read(file).resized(SIDE, SIDE);
                Segmentation answer = segmenter.segment(image, Monitor.NONE);
                cells.add(Overlays.forTheEye(image));
                cells.add(answer.trimap());
                cells.add(answer.overlay(image, Segmentation.DEFAULT_MIN_SIZE));
            }
        }
        new Grid(SHOWN, 4).of(cells).write(given.output().resolve("trimap.png"));
    }

    private static Graph network() {
        Network network = new Network("trimap", 1337);
        SymbolicTensor x = network.input(SIDE, SIDE, 3);
        x = x.to(new Rescaling(1 / 255f));
        for (int filters : new int[] {64, 128, 256}) {
            x = x.to(new Conv2D(filters, 3).strides(2).same().relu());
            x = x.to(new Conv2D(filters, 3).same().relu());
        }
        for (int filters : new int[] {256, 128, 64}) {
            x = x.to(new Conv2DTranspose(filters, 3).same().relu());
            x = x.to(new Conv2DTranspose(filters, 3).strides(2).same().relu());
        }
        x = x.to(new Conv2D(3, 3).same().activation(Activation.SOFTMAX));
        return network.finish(x);
    }
}
