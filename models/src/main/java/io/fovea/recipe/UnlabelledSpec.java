package io.fovea.recipe;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fovea.data.Range;
import io.fovea.task.Views;
import java.util.Optional;

/**
 * Images without labels, which a teacher labels for a student (noisy student; Xie et al., 2020).
 *
 * @param images folder of the images, with all below it ({@code unlabelled})
 * @param teacher a shipped model's name or an {@code .onnx} file, with the same labels in any order; empty for the model that
 *     the recipe comes to without these images
 * @param confidence how probable an answer has to be, 0..1, for its image to join, or its pixel to count (0.9)
 * @param weight how much such an image counts beside a labelled one, above 0 (1)
 * @param rounds how often a student is trained, each but the first by the one before (1); 0 for a recipe that leaves the images
 *     aside
 * @param augment in which views the teacher looks at an image, as in {@code fovea classify --augment}; empty for those that the
 *     recipe's flips make
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record UnlabelledSpec(
        String images,
        Optional<String> teacher,
        Double confidence,
        Double weight,
        Integer rounds,
        Optional<String> augment) {
    private static final String USUAL_FOLDER = "unlabelled";
    private static final double USUAL_CONFIDENCE = 0.9;
    private static final int MOST_ROUNDS = 100;

    /** Fills in what is left out and refuses what makes no sense. */
    public UnlabelledSpec {
        images = images == null || images.isBlank() ? USUAL_FOLDER : images;
        teacher = Unsaid.text(teacher);
        augment = Unsaid.text(augment);
        confidence = confidence == null ? USUAL_CONFIDENCE : confidence;
        weight = weight == null ? 1 : weight;
        rounds = rounds == null ? 1 : rounds;
        Range.between(0, 1).check("confidence", confidence);
        Range.above(0).check("weight", weight);
        Range.between(0, MOST_ROUNDS).check("rounds", rounds);
        augment.ifPresent(Views::of);
    }

    /** Of a folder, with the usual numbers. */
    public static UnlabelledSpec of(String images) {
        return new UnlabelledSpec(images, null, null, null, null, null);
    }

    /** The same, by another teacher. */
    public UnlabelledSpec withTeacher(String other) {
        return new UnlabelledSpec(images, Optional.of(other), confidence, weight, rounds, augment);
    }

    /** The same, so many times. */
    public UnlabelledSpec withRounds(int number) {
        return new UnlabelledSpec(images, teacher, confidence, weight, number, augment);
    }

    /** The same, of another folder. */
    UnlabelledSpec withImages(String folder) {
        return new UnlabelledSpec(folder, teacher, confidence, weight, rounds, augment);
    }
}
