package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.model.Card;
import java.util.List;
import java.util.Map;

/** What a user may say of the scale of images. */
final class ScaleOptions {
    static final JobOption SCALE = new JobOption(
            "scale",
            "F",
            "Images are made so many times as wide and high before they go into the model, and results brought back to"
                    + " their own size",
            0,
            1 / ScaleChoice.MOST,
            ScaleChoice.MOST,
            false);

    static final JobOption PIXEL_SIZE = new JobOption(
            "pixel-size",
            "UM",
            "How many micrometres a pixel of the images is wide, where their files do not say it, or wrong: they are scaled"
                    + " to the model's",
            0,
            1e-6,
            Integer.MAX_VALUE,
            false);

    static final JobOption DIAMETER = new JobOption(
            "diameter",
            "PIXELS|auto",
            "How many pixels a typical object is across: images are scaled so that it is as large as those that the model"
                    + " was trained on; 'auto' finds it out for each image",
            0,
            1,
            Integer.MAX_VALUE,
            false,
            Map.of("auto", -1.));

    static final List<JobOption> ALL = List.of(SCALE, PIXEL_SIZE, DIAMETER);

    private ScaleOptions() {}

    /**
     * What is chosen.
     *
     * @throws FoveaException if more than one is
     */
    static ScaleChoice rescaling(JobSettings settings) {
        List<JobOption> chosen = ALL.stream().filter(settings::has).toList();
        if (chosen.size() > 1) {
            throw new FoveaException("Both " + chosen.get(0).name() + " and "
                    + chosen.get(1).name() + " are given, and each says by how much images are scaled; give one.");
        }
        if (chosen.isEmpty()) {
            return ScaleChoice.USUAL;
        }
        double value = settings.number(chosen.get(0));
        if (chosen.get(0) == SCALE) {
            return ScaleChoice.factor(value);
        }
        if (chosen.get(0) == PIXEL_SIZE) {
            return ScaleChoice.ofPixelSize(value);
        }
        return value < 0 ? ScaleChoice.ESTIMATED : ScaleChoice.ofDiameter(value);
    }

    static void require(Card card, JobSettings settings) {
        rescaling(settings).require(card);
    }
}
