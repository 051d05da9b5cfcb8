package io.fovea.examples;

import io.fovea.FoveaException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The lessons by name, in the order of the lectures. */
public enum Lesson {
    /** Something to run the others on. */
    DATA("draws small data sets, so that the others can be run at once", DrawnData.USAGE, DrawnData::main),
    /** The first convnet. */
    DIGITS("the first convnet, with pooling and without", DigitsLesson.USAGE, DigitsLesson::main),
    /** From scratch. */
    CATS_DOGS(
            "two classes of photos from scratch, as they are and augmented",
            CatsDogsLesson.USAGE,
            CatsDogsLesson::main),
    /** On what others trained. */
    TRANSFER("features computed once, frozen layers, fine-tuning", TransferLesson.USAGE, TransferLesson::main),
    /** A class for every pixel. */
    TRIMAP("foreground, background or contour for every pixel", TrimapLesson.USAGE, TrimapLesson::main),
    /** Ways past a block. */
    RESIDUAL("residual blocks that widen and that pool, with their counts", ResidualLesson.USAGE, ResidualLesson::main),
    /** All together. */
    XCEPTION("a small Xception: residual, separable, normalised", XceptionLesson.USAGE, XceptionLesson::main),
    /** What layers make of an image. */
    ACTIVATIONS("what every layer makes of an image", ActivationsLesson.USAGE, ActivationsLesson::main),
    /** What filters look for. */
    PATTERNS("the patterns that excite filters", PatternsLesson.USAGE, PatternsLesson::main),
    /** Where a class is seen. */
    GRAD_CAM("the most probable classes, and where each is seen", GradCamLesson.USAGE, GradCamLesson::main),
    /** Where a class is seen, by weights alone. */
    CAM("class activation maps beside Grad-CAM", CamLesson.USAGE, CamLesson::main),
    /** A layer by hand. */
    KERNELS("filter, detect, condense, with kernels drawn as numbers", KernelsLesson.USAGE, KernelsLesson::main),
    /** Padding and strides. */
    WINDOWS("sliding windows: valid, same, strides", WindowsLesson.USAGE, WindowsLesson::main),
    /** That something is there, not where. */
    POOLING("repeated pooling and translation invariance", PoolingLesson.USAGE, PoolingLesson::main),
    /** A matrix and its transpose. */
    TRANSPOSED("a transposed convolution with its matrix", TransposedLesson.USAGE, TransposedLesson::main),
    /** Channels by themselves. */
    SEPARABLE("a separable convolution with its counts", SeparableLesson.USAGE, SeparableLesson::main),
    /** A batch, varied. */
    AUGMENTATION(
            "three augmentations, and sixteen images of one batch", AugmentationLesson.USAGE, AugmentationLesson::main),
    /** Any number of labels. */
    LABELS("any number of labels for an image", LabelsLesson.USAGE, LabelsLesson::main),
    /** For other algorithms. */
    FEATURES("features as a table, and a nearest neighbour on them", FeaturesLesson.USAGE, FeaturesLesson::main);

    /** What a lesson does with the words behind its name; prints, writes pictures, and blocks. */
    @FunctionalInterface
    private interface Program {
        void main(String... args);
    }

    private final String about;
    private final String usage;
    private final Program program;

    Lesson(String about, String usage, Program program) {
        this.about = about;
        this.usage = usage;
        this.program = program;
    }

    /** What it is called: {@code cats-dogs}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it shows, a few words. */
    public String about() {
        return about;
    }

    /** The words that it takes; those in brackets may be left out. */
    public String usage() {
        return usage;
    }

    /**
     * Runs it: it prints to the standard output and leaves files in the folder that it is given. Blocks.
     *
     * @throws FoveaException when the words are not what it takes, or what it is given cannot be used
     */
    public void run(String... args) {
        program.main(args);
    }

    /**
     * The lesson of a name.
     *
     * @throws FoveaException when there is none, with those that there are
     */
    public static Lesson find(String word) {
        return Arrays.stream(values())
                .filter(lesson -> lesson.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new FoveaException("There is no example '" + word + "'; there are "
                        + Arrays.stream(values()).map(Lesson::word).collect(Collectors.joining(", ")) + "."));
    }
}
