package io.fovea.imagej;

import ij.ImagePlus;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Marks images that a model made, so that they are not taken for pictures. ImageJ keeps the mark in its TIFF files. */
final class ResultMark {
    private static final String PROPERTY = "Fovea.Result";
    private static final String PICTURE = "Fovea.Picture";
    private static final String CHANNEL = "Fovea.Channel";
    private static final String PLANES = "Fovea.Planes";
    private static final String MODEL = "Fovea.Model";

    private ResultMark() {}

    /**
     * Marks an image.
     *
     * @param what it holds: {@code the labels of objects}
     */
    static void set(ImagePlus image, String what) {
        image.setProp(PROPERTY, what);
    }

    /**
     * Says of an image of what picture it is, and which model made it.
     *
     * @param planes of the picture that it was made of, with the channels that were used
     */
    static void setOrigin(ImagePlus image, Planes planes, String picture, String model) {
        image.setProp(PICTURE, picture);
        image.setProp(CHANNEL, SourceChannels.key(planes.names().given()));
        image.setProp(MODEL, model);
        image.setProp(PLANES, numbers(planes.slices(), planes::slice) + ";" + numbers(planes.frames(), frame(planes)));
    }

    private static IntUnaryOperator frame(Planes planes) {
        return index -> planes.frame(index * planes.slices());
    }

    private static String numbers(int count, IntUnaryOperator number) {
        return IntStream.range(0, count).map(number).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }

    /** The slice of the picture that a slice of the image is of; the same one if that is not known. */
    static int slice(ImagePlus image, int slice) {
        return number(text(image, PLANES).split(";")[0], slice);
    }

    /** The frame of the picture that a frame of the image is of; the same one if that is not known. */
    static int frame(ImagePlus image, int frame) {
        String planes = text(image, PLANES);
        return number(planes.substring(planes.indexOf(';') + 1), frame);
    }

    private static int number(String list, int index) {
        String[] numbers = list.split(",");
        return index <= numbers.length && numbers[index - 1].matches("\\d{1,9}")
                ? Integer.parseInt(numbers[index - 1])
                : index;
    }

    /** The title of the picture that an image was made of; empty if that is not known. */
    static String picture(ImagePlus image) {
        return text(image, PICTURE);
    }

    /** The channels that the model was given, in its order; none for colours, all of them, or if that is not known. */
    static List<Integer> channels(ImagePlus image) {
        return Arrays.stream(text(image, CHANNEL).split(","))
                .filter(number -> number.matches("[1-9]\\d{0,3}"))
                .map(Integer::valueOf)
                .toList();
    }

    /** The model that made an image, as it was named; empty if that is not known. */
    static String model(ImagePlus image) {
        return text(image, MODEL);
    }

    private static String text(ImagePlus image, String property) {
        return Optional.ofNullable(image.getProp(property)).orElse("");
    }

    /** What an image holds, if that is no picture. */
    static Optional<String> of(ImagePlus image) {
        return Optional.ofNullable(image.getProp(PROPERTY));
    }
}
