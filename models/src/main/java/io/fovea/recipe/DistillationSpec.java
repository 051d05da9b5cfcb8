package io.fovea.recipe;

import io.fovea.FoveaException;
import io.fovea.data.Range;

/**
 * What a network learns from another one, beside the truth (knowledge distillation; Hinton, Vinyals and Dean, 2015).
 *
 * @param teacher a shipped model's name or an {@code .onnx} file, with the same labels in any order
 * @param weight of what it says, 0..1; the truth has the rest (0.5)
 * @param temperature by which its answers and the student's are softened, from 0.1 (2)
 */
public record DistillationSpec(String teacher, Double weight, Double temperature) {
    private static final double USUAL_WEIGHT = 0.5;
    private static final double USUAL_TEMPERATURE = 2;
    private static final double COLDEST = 0.1;
    private static final double HOTTEST = 100;

    /** Fills in what is left out and refuses what makes no sense. */
    public DistillationSpec {
        if (teacher == null || teacher.isBlank()) {
            throw new FoveaException("'distillation' needs a 'teacher', the name or file of a model.");
        }
        weight = weight == null ? USUAL_WEIGHT : weight;
        temperature = temperature == null ? USUAL_TEMPERATURE : temperature;
        Range.between(0, 1).check("weight", weight);
        Range.between(COLDEST, HOTTEST).check("temperature", temperature);
    }

    /** From a teacher, with the usual numbers. */
    public static DistillationSpec from(String teacher) {
        return new DistillationSpec(teacher, null, null);
    }

    /** The same, from another teacher. */
    DistillationSpec withTeacher(String other) {
        return new DistillationSpec(other, weight, temperature);
    }
}
