package io.fovea.examples;

import io.fovea.data.Augmentation;
import io.fovea.data.Augmenter;
import io.fovea.data.Example;
import io.fovea.data.ImageFolder;
import io.fovea.data.PreviewSheet;
import io.fovea.graph.Graph;
import io.fovea.layers.Activation;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Dense;
import io.fovea.layers.Dropout;
import io.fovea.layers.Flatten;
import io.fovea.layers.MaxPooling2D;
import io.fovea.layers.Network;
import io.fovea.layers.Rescaling;
import io.fovea.layers.Summary;
import io.fovea.layers.SymbolicTensor;
import io.fovea.recipe.OptimizerName;
import io.fovea.train.Fitted;
import io.fovea.train.Learner;
import java.util.function.Consumer;

/**
 * Two classes of photos from scratch: first as they are, which is learnt by heart, then varied anew every epoch and with
 * dropout (Chollet, Deep Learning with Python, 2nd edition, section 8.2).
 */
public final class CatsDogsLesson {

    static final String USAGE = "DATA OUTPUT [EPOCHS]";

    private static final int SIDE = 180;

    private CatsDogsLesson() {}

    /**
     * Trains both networks, and draws nine variations of one photo.
     *
     * @param args a folder with a sub-folder of photos for each of two classes; a folder for the results; how many epochs,
     *     30
     */
    public static void main(String[] args) {
        Given.Training given = Given.of(args, USAGE).training(30);
        Consumer<Augmentation.Draft> variations = draft -> {
            draft.horizontalFlip = true;
            draft.rotation = 36;
            draft.zoom = 0.2;
        };
        Learner plain = learner(convnet("cats-dogs-plain", false), given.epochs());
        Learner augmented =
                learner(convnet("cats-dogs-augmented", true), given.epochs()).augment(variations);

        ImageFolder photos =
                ImageFolder.of(given.data(), plain.recipe(given.data()).labels());
        Example photo = photos.get(photos.size() - 1);
        Augmenter augmenter = new Augmenter(Augmentation.of(variations), SIDE, SIDE);
        PreviewSheet.write(given.output().resolve("variations.png"), PreviewSheet.variations(augmenter, photo, 1));

        EpochLines lines = new EpochLines(given.epochs());
        Fitted first = plain.fit(given.data(), given.output().resolve("cats-dogs-plain.onnx"), lines);
        Fitted second = augmented.fit(given.data(), given.output().resolve("cats-dogs-augmented.onnx"), lines);
        System.out.println("Test accuracy:            " + first.test().metrics().get("accuracy"));
        System.out.println(
                "Test accuracy, augmented: " + second.test().metrics().get("accuracy"));
    }

    static Graph convnet(String name, boolean dropout) {
        Network network = new Network(name, 1337);
        SymbolicTensor x = network.input(SIDE, SIDE, 3);
        x = x.to(new Rescaling(1 / 255f));
        for (int filters : new int[] {32, 64, 128, 256}) {
            x = x.to(new Conv2D(filters, 3).relu());
            x = x.to(new MaxPooling2D(2));
        }
        x = x.to(new Conv2D(256, 3).relu());
        x = x.to(new Flatten());
        if (dropout) {
            x = x.to(new Dropout(0.5f));
        }
        x = x.to(new Dense(1).activation(Activation.SIGMOID));
        return network.finish(x);
    }

    private static Learner learner(Graph network, int epochs) {
        System.out.println(Summary.of(network));
        return Learner.of(network).compile(options -> {
            options.optimizer = OptimizerName.RMSPROP;
            options.epochs = epochs;
        });
    }
}
