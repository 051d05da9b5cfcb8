package io.fovea.examples;

import io.fovea.data.Augmentation;
import io.fovea.recipe.BaseSpec;
import io.fovea.recipe.BaseSpec.HeadSpec;
import io.fovea.recipe.BaseSpec.Mode;
import io.fovea.recipe.OptimizerName;
import io.fovea.recipe.Pooling;
import io.fovea.train.Fitted;
import io.fovea.train.Learner;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Three ways to stand on a network that others trained: its features computed once, its layers frozen under images that
 * vary, its last layers fine-tuned with the head (Chollet, Deep Learning with Python, 2nd edition, section 8.3).
 */
public final class TransferLesson {

    static final String USAGE = "DATA OUTPUT [EPOCHS] [BASE]";

    private static final int SIDE = 180;
    private static final int LAST_LAYERS = 4;

    private TransferLesson() {}

    /**
     * Trains in all three ways.
     *
     * @param args a folder with a sub-folder of photos for each class; a folder for the results; how many epochs, 20; a
     *     shipped model or an {@code .onnx} file, cats-dogs
     */
    public static void main(String[] args) {
        Given given = Given.of(args, USAGE);
        Given.Training run = given.training(20);
        String base = given.word(3, "cats-dogs");
        HeadSpec head = new HeadSpec(false, Pooling.AVERAGE, List.of(256), 0.5, Optional.empty());
        EpochLines lines = new EpochLines(run.epochs());

        System.out.println("Features, computed once:");
        Fitted features = learner(BaseSpec.of(base, Mode.FEATURES, head), "features", run.epochs(), 1e-3)
                .fit(run.data(), run.output().resolve("features.onnx"), lines);

        System.out.println("Frozen, under images that vary:");
        Path frozenFile = run.output().resolve("frozen.onnx");
        Fitted frozen = learner(BaseSpec.of(base, Mode.FROZEN, head), "frozen", run.epochs(), 1e-3)
                .augment(TransferLesson::vary)
                .fit(run.data(), frozenFile, lines);

        String[] last = lastLayers(frozen);
        System.out.println("Fine-tuned, from " + last[0] + " on:");
        BaseSpec tuned = BaseSpec.of(frozenFile.toString(), Mode.FINE_TUNE, HeadSpec.parse("keep"), last);
        Fitted fineTuned = learner(tuned, "fine-tuned", run.epochs(), 1e-5)
                .augment(TransferLesson::vary)
                .fit(run.data(), run.output().resolve("fine-tuned.onnx"), lines);

        System.out.println(
                "Test accuracy, features:   " + features.test().metrics().get("accuracy"));
        System.out.println(
                "Test accuracy, frozen:     " + frozen.test().metrics().get("accuracy"));
        System.out.println(
                "Test accuracy, fine-tuned: " + fineTuned.test().metrics().get("accuracy"));
    }

    private static Learner learner(BaseSpec base, String name, int epochs, double learningRate) {
        return Learner.on(base, name, SIDE, SIDE, 3).compile(options -> {
            options.optimizer = OptimizerName.RMSPROP;
            options.learningRate = learningRate;
            options.epochs = epochs;
        });
    }

    private static void vary(Augmentation.Draft draft) {
        draft.horizontalFlip = true;
        draft.rotation = 36;
        draft.zoom = 0.2;
    }

    /** What the first layers know of edges and colours stays; the last ones know most of what the base was trained for. */
    private static String[] lastLayers(Fitted fitted) {
        List<String> names = Given.convolutions(fitted.model());
        return names.subList(Math.max(0, names.size() - LAST_LAYERS), names.size())
                .toArray(String[]::new);
    }
}
