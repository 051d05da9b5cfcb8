package io.fovea.train;

import io.fovea.FoveaException;
import io.fovea.data.Batch;
import io.fovea.fit.Teacher;
import io.fovea.image.Image;
import io.fovea.image.Normalisation;
import io.fovea.image.Stretch;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.Scored;
import io.fovea.recipe.Recipe;
import io.fovea.session.Device;
import io.fovea.task.Classification;
import io.fovea.task.ImagePredictor;
import io.fovea.task.Jobs;
import io.fovea.task.Monitor;
import io.fovea.task.Prediction;
import io.fovea.task.Probabilities;
import io.fovea.task.Score;
import io.fovea.task.Segmentation;
import io.fovea.task.Views;
import java.util.List;

/**
 * A model that says what a student is to learn, by the student's labels, which are its own in any order. It prepares images
 * as its own card says. Thread-safe; blocks; owns native memory until closed.
 */
final class ModelTeacher implements Teacher, AutoCloseable {

    /** What the model says of an image: for each of its classes the probability of the image, or of each of its pixels. */
    private interface Answers extends AutoCloseable {
        float[][] of(Image image);

        @Override
        void close();
    }

    private final Answers answers;
    private final int[] classes;

    private ModelTeacher(Answers answers, int[] classes) {
        this.answers = answers;
        this.classes = classes;
    }

    /**
     * Opens a model that looks at images as they are read; blocks.
     *
     * @param views in which it looks at an image
     * @throws FoveaException when it cannot teach by the recipe, cannot look so, or the device is not there
     */
    static ModelTeacher of(Model model, Recipe recipe, Views views, Device device) {
        int[] classes = classes(model, recipe);
        boolean ofImages = recipe.task().scored() == Scored.IMAGES;
        return new ModelTeacher(ofImages ? ofImages(model, views, device) : ofPixels(model, views, device), classes);
    }

    /**
     * Opens a model that looks at batches of a recipe, whose images are stretched already where the recipe stretches them.
     *
     * @throws FoveaException when it cannot teach by the recipe, or the device is not there
     */
    static ModelTeacher ofBatches(Model model, Recipe recipe, Device device) {
        Input input = model.card().input();
        Normalisation own = input.normalisation();
        boolean isDone = own.stretch() == Stretch.ALL && recipe.input().stretch() == Stretch.ALL;
        Model looking = isDone
                ? model.withCard(model.card().withInput(input.withNormalisation(own.with(Stretch.NONE, 0, 100))))
                : model;
        return of(looking, recipe, Views.ONE, device);
    }

    /**
     * Where the recipe's labels are among the model's.
     *
     * @throws FoveaException when it is for another task than the recipe's, does not know its labels, gives an image one label
     *     where it may have several, or is given other channels
     */
    static int[] classes(Model model, Recipe recipe) {
        if (model.card().task() != recipe.task()) {
            throw new FoveaException("The teacher '" + model.name() + "' is a model for "
                    + model.card().task().word() + ", but the recipe '" + recipe.name() + "' is for "
                    + recipe.task().word() + "; give a teacher for the same.");
        }
        List<String> known = model.card().labels();
        int[] classes = recipe.labels().stream().mapToInt(known::indexOf).toArray();
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] < 0) {
                throw new FoveaException("The teacher '" + model.name() + "' does not know '"
                        + recipe.labels().get(i) + "'; its labels are "
                        + (known.isEmpty() ? "not told" : String.join(", ", known))
                        + ". Give a teacher for the labels of the recipe '" + recipe.name() + "'.");
            }
        }
        if (recipe.isMultiLabel() && !Probabilities.isEach(model.card())) {
            throw new FoveaException("The teacher '" + model.name() + "' gives an image one label, but by the recipe '"
                    + recipe.name() + "' it may have several; give a teacher whose labels do not exclude each other.");
        }
        List<String> given = model.card().input().channelNames();
        List<String> own = recipe.input().channelNames();
        if (!given.isEmpty() && !own.isEmpty() && !given.equals(own)) {
            throw new FoveaException(
                    "The teacher '" + model.name() + "' is given the channels " + String.join(", ", given)
                            + ", but by the recipe '" + recipe.name() + "' images have " + String.join(", ", own)
                            + "; give a teacher of the same channels in the same order.");
        }
        return classes;
    }

    private static Answers ofImages(Model model, Views views, Device device) {
        ImagePredictor<Classification> opened = Jobs.CLASSIFY.open(model, device);
        return answers(opened, views, answer -> {
            float[][] probabilities = new float[answer.scores().size()][1];
            for (Score score : answer.scores()) {
                probabilities[score.index()][0] = score.probability();
            }
            return probabilities;
        });
    }

    private static Answers ofPixels(Model model, Views views, Device device) {
        ImagePredictor<Segmentation> opened = Jobs.SEGMENT.open(model, device);
        return answers(opened, views, answer -> {
            float[][] probabilities = new float[answer.labels().size()][];
            for (int i = 0; i < probabilities.length; i++) {
                probabilities[i] = answer.probability(i);
            }
            return probabilities;
        });
    }

    private interface Reading<P> {
        float[][] of(P answer);
    }

    private static <P extends Prediction> Answers answers(ImagePredictor<P> opened, Views views, Reading<P> reading) {
        ImagePredictor<P> predictor;
        try {
            predictor = opened.seeing(views);
        } catch (FoveaException e) {
            opened.close();
            throw e;
        }
        return new Answers() {
            @Override
            public float[][] of(Image image) {
                return reading.of(predictor.predict(image, Monitor.NONE));
            }

            @Override
            public void close() {
                predictor.close();
            }
        };
    }

    /** For each of the student's labels the probability that the image shows it, or of each pixel; blocks. */
    float[][] answer(Image image) {
        float[][] all = answers.of(image);
        float[][] wanted = new float[classes.length][];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = all[classes[i]];
        }
        return wanted;
    }

    @Override
    public float[] probabilities(Batch batch) {
        float[] all = new float[0];
        int next = 0;
        for (int i = 0; i < batch.size(); i++) {
            float[][] answer = answer(batch.image(i));
            if (i == 0) {
                all = new float[Math.multiplyExact(batch.size() * answer.length, answer[0].length)];
            }
            for (float[] label : answer) {
                System.arraycopy(label, 0, all, next, label.length);
                next += label.length;
            }
        }
        return all;
    }

    @Override
    public void close() {
        answers.close();
    }
}
