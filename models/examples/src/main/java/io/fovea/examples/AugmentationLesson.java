package io.fovea.examples;

import io.fovea.data.Augmentation;
import io.fovea.data.Batches;
import io.fovea.data.Dataset;
import io.fovea.data.ImageFolder;
import io.fovea.graph.Graph;
import io.fovea.image.Grid;
import io.fovea.image.Image;
import io.fovea.layers.Activation;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Dense;
import io.fovea.layers.Flatten;
import io.fovea.layers.MaxPooling2D;
import io.fovea.layers.Network;
import io.fovea.layers.Rescaling;
import io.fovea.layers.Summary;
import io.fovea.layers.SymbolicTensor;
import io.fovea.recipe.OptimizerName;
import io.fovea.train.Fitted;
import io.fovea.train.Learner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Cars or trucks, from three blocks that filter, detect and condense, under three augmentations: contrast, mirror images and
 * rotation (Holbrook, Kaggle Learn: Computer Vision, lessons 5 and 6).
 */
public final class AugmentationLesson {

    static final String USAGE = "DATA OUTPUT [EPOCHS]";

    private static final int SIDE = 128;
    private static final int SHOWN = 16;

    private AugmentationLesson() {}

    /**
     * Draws sixteen varied images of one batch, and trains.
     *
     * @param args a folder with a sub-folder of photos for each of two classes; a folder for the results; how many epochs, 50
     */
    public static void main(String[] args) {
        Given.Training given = Given.of(args, USAGE).training(50);
        Graph network = network();
        System.out.println(Summary.of(network));
        Learner learner = Learner.of(network)
                .compile(options -> {
                    options.optimizer = OptimizerName.ADAM;
                    options.epochs = given.epochs();
                    options.batch = 64;
                })
                .augment(AugmentationLesson::vary);

        draw(
                ImageFolder.of(given.data(), learner.recipe(given.data()).labels()),
                given.output().resolve("batch.png"));
        Fitted fitted =
                learner.fit(given.data(), given.output().resolve("car-truck.onnx"), new EpochLines(given.epochs()));
        System.out.println("Test accuracy: " + fitted.test().metrics().get("accuracy"));
    }

    private static void vary(Augmentation.Draft draft) {
        draft.contrast = 0.5;
        draft.horizontalFlip = true;
        draft.rotation = 36;
    }

    /** The images of one batch, as the network is given them. */
    private static void draw(Dataset photos, Path file) {
        List<Integer> drawn =
                new ArrayList<>(IntStream.range(0, photos.size()).boxed().toList());
        Collections.shuffle(drawn, new Random(1337));
        Dataset some = photos.subset(drawn.subList(0, Math.min(SHOWN, drawn.size())));
        List<Image> cells = new ArrayList<>();
        try (Batches batches = Batches.of(some, SIDE, SIDE)
                .batch(SHOWN)
                .augment(AugmentationLesson::vary)
                .build()) {
            batches.forEach(1, batch -> IntStream.range(0, batch.size()).forEach(i -> cells.add(batch.image(i))));
        }
        new Grid(4, 4).of(cells).write(file);
    }

    private static Graph network() {
        Network network = new Network("car-truck", 1337);
        SymbolicTensor x = network.input(SIDE, SIDE, 3).to(new Rescaling(1 / 255f));
        x = x.to(new Conv2D(32, 5).same().relu()).to(new MaxPooling2D(2));
        x = x.to(new Conv2D(64, 3).same().relu()).to(new MaxPooling2D(2));
        x = x.to(new Conv2D(128, 3).same().relu()).to(new MaxPooling2D(2));
        x = x.to(new Flatten()).to(new Dense(6).relu());
        return network.finish(x.to(new Dense(1).activation(Activation.SIGMOID)));
    }
}
