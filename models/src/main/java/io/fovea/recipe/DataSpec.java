package io.fovea.recipe;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.fovea.data.MaskColor;
import io.fovea.data.Range;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where the examples are.
 *
 * @param kind how they lie there
 * @param images file or folder of the images, or a zip in its place; empty for the data folder itself; where
 *     it has folders {@code train}, {@code validation} and {@code test}, these are the split
 * @param labels file or folder of the answers, where they are not in the images' folder
 * @param testImages images that come as a test set of their own; empty where the split makes one
 * @param testLabels their answers
 * @param crop side in pixels of the squares cut from images at their own resolution; empty for the input's size, to
 *     which whole images are squeezed if the model takes them so; not in the mode {@code features}
 * @param values the pixel value that stands for each class in masks; left out for 0, 1, 2, ...; pixels of
 *     other values, such as 255 by custom, are ignored
 * @param colors the colour that stands for each class in masks, in the place of {@code values}; left out where numbers
 *     count
 * @param contour width in pixels of the contour of trimaps made from instances (2)
 * @param repeats how often an epoch shows each training example, each time varied anew (1)
 * @param source where the data comes from and under which licence
 * @param unlabelled images without answers, of which a teacher gives some; empty for none
 */
public record DataSpec(
        DataKind kind,
        @JsonSerialize(converter = Unsaid.Text.class) Optional<String> images,
        @JsonSerialize(converter = Unsaid.Text.class) Optional<String> labels,
        @JsonSerialize(converter = Unsaid.Text.class) Optional<String> testImages,
        @JsonSerialize(converter = Unsaid.Text.class) Optional<String> testLabels,
        @JsonSerialize(converter = Unsaid.Number.class) OptionalInt crop,
        List<Integer> values,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MaskColor> colors,
        Integer contour,
        Integer repeats,
        String source,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<UnlabelledSpec> unlabelled) {

    private static final int LARGEST_CROP = 32_768;
    private static final int WIDEST_CONTOUR = 255;
    private static final int MOST_REPEATS = 10_000;

    /** Fills in what is left out and refuses what makes no sense. */
    public DataSpec {
        images = Unsaid.text(images);
        labels = Unsaid.text(labels);
        testImages = Unsaid.text(testImages);
        testLabels = Unsaid.text(testLabels);
        crop = Unsaid.number(crop);
        values = values == null ? List.of() : List.copyOf(values);
        colors = colors == null ? List.of() : List.copyOf(colors);
        contour = contour == null ? 2 : contour;
        repeats = repeats == null ? 1 : repeats;
        source = source == null ? "" : source;
        unlabelled = unlabelled == null ? Optional.empty() : unlabelled;
        crop.ifPresent(side -> Range.between(0, LARGEST_CROP).check("crop", side));
        Range.between(1, WIDEST_CONTOUR).check("contour", contour);
        Range.between(1, MOST_REPEATS).check("repeats", repeats);
    }

    /**
     * Data of which nothing else is said.
     *
     * @param images as in a recipe; empty for the data folder itself
     * @param labels likewise; empty where they are in the images' folder
     */
    public static DataSpec of(DataKind kind, String images, String labels) {
        return new DataSpec(
                kind,
                Optional.of(images),
                Optional.of(labels),
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                "",
                null);
    }

    /** The same data, of which it is said where it comes from and under which licence. */
    public DataSpec from(String origin) {
        return with(testImages, testLabels, values, colors, origin, unlabelled);
    }

    /** The same data, with a test set of its own, or none. */
    public DataSpec withTest(Optional<String> otherImages, Optional<String> otherLabels) {
        return with(otherImages, otherLabels, values, colors, source, unlabelled);
    }

    /** The same data, in whose masks other values, or colours, stand for the classes. */
    public DataSpec withClasses(List<Integer> otherValues, List<MaskColor> otherColors) {
        return with(testImages, testLabels, otherValues, otherColors, source, unlabelled);
    }

    /** The same data, with other images without answers, or none. */
    public DataSpec with(Optional<UnlabelledSpec> others) {
        return with(testImages, testLabels, values, colors, source, others);
    }

    private DataSpec with(
            Optional<String> heldImages,
            Optional<String> heldLabels,
            List<Integer> numbers,
            List<MaskColor> hues,
            String origin,
            Optional<UnlabelledSpec> others) {
        return new DataSpec(
                kind, images, labels, heldImages, heldLabels, crop, numbers, hues, contour, repeats, origin, others);
    }
}
