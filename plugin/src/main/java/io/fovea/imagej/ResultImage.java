package io.fovea.imagej;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import io.fovea.image.LabelNumbers;
import io.fovea.task.LabelMap;
import io.fovea.task.Segmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The image that a segmentation gives back, built plane by plane: size, depth, frames and scale of its source. */
final class ResultImage {
    private static final int LARGEST_16_BIT = 65_535;

    private final ImagePlus source;
    private final Planes planes;
    private final SegmentOutput output;
    private final List<ImageProcessor> pixels = new ArrayList<>();
    private List<String> classes = List.of();
    private boolean hasObjects;
    private int highest;
    private final List<String> found = new ArrayList<>();

    ResultImage(ImagePlus source, Planes planes, SegmentOutput output) {
        this.source = source;
        this.planes = planes;
        this.output = output;
    }

    /** Adds the result for the next plane. */
    void add(Segmentation result, Optional<LabelMap> objects) {
        pixels.addAll(output.planes(result, objects));
        classes = result.labels();
        hasObjects = objects.isPresent();
        highest = Math.max(highest, objects.map(LabelMap::count).orElse(classes.size() - 1));
        found.add(objects.map(map -> count(map.count())).orElse(""));
    }

    /** {@code 1 object}, {@code 12 objects}. */
    static String count(int objects) {
        return objects == 1 ? "1 object" : objects + " objects";
    }

    /** Gives the labels other numbers: objects of several planes that are one have the same. */
    void renumber(LabelNumbers numbers) {
        highest = numbers.count();
        if (output != SegmentOutput.LABELS) {
            return;
        }
        boolean wide = highest > LARGEST_16_BIT;
        for (int plane = 0; plane < pixels.size(); plane++) {
            ImageProcessor labels = wide ? pixels.get(plane).convertToFloat() : pixels.get(plane);
            for (int i = 0; i < labels.getPixelCount(); i++) {
                labels.setf(i, numbers.number(plane, (int) labels.getf(i)));
            }
            pixels.set(plane, labels);
        }
    }

    /**
     * The image, once all planes are there.
     *
     * @param info what Image > Show Info says of it
     * @param answer what was found in all planes, for the window's title; may be empty
     */
    ImagePlus build(String info, String answer) {
        boolean wide = pixels.stream().anyMatch(FloatProcessor.class::isInstance);
        ImageStack stack = new ImageStack(source.getWidth(), source.getHeight());
        int channels = pixels.size() / planes.count();
        for (int i = 0; i < pixels.size(); i++) {
            ImageProcessor plane = pixels.get(i);
            stack.addSlice(channels > 1 ? classes.get(i % channels) : label(i), wide ? plane.convertToFloat() : plane);
        }
        ImagePlus image = new AnsweredImage(stem(source.getTitle()) + "-" + output.word(), stack, answer);
        planes.shape(image, channels);
        image.setCalibration(scale(source.getCalibration()));
        image.setProperty("Info", info);
        if (image.getStackSize() == 1 && !answer.isEmpty()) {
            image.setProp("Slice_Label", answer); // below the window's title
        }
        ImagePlus dressed = dressed(image);
        ResultMark.set(dressed, output.meaning());
        return dressed;
    }

    /** What was found in a plane of a stack, which its window shows beside the number of the plane; null for nothing. */
    private String label(int plane) {
        return planes.count() == 1 || found.get(plane).isEmpty() ? null : found.get(plane);
    }

    private ImagePlus dressed(ImagePlus image) {
        switch (output) {
            case PROBABILITIES -> {
                ImagePlus shown =
                        image.getNChannels() > 1 ? new CompositeImage(image, CompositeImage.GRAYSCALE) : image;
                for (int c = shown.getNChannels(); c >= 1; c--) {
                    shown.setPositionWithoutUpdate(c, 1, 1);
                    shown.setDisplayRange(0, 1);
                }
                return shown;
            }
            case TRIMAP -> image.setDisplayRange(0, 255);
            case LABELS, CLASSES -> {
                image.setLut(new LabelColors(highest).lut());
                // ImageJ would stretch the colours over the labels of the first plane only.
                image.setDisplayRange(0, Math.max(highest, 1));
            }
        }
        return image;
    }

    /** The scale of an image, without what turns its values into densities. */
    static Calibration scale(Calibration of) {
        Calibration scale = of.copy();
        scale.setFunction(Calibration.NONE, null, "");
        return scale;
    }

    /** A title without the suffix of its file. */
    static String stem(String title) {
        String stem = title.replaceFirst("\\.[A-Za-z][A-Za-z0-9]{1,4}$", "");
        return stem.isEmpty() ? title : stem;
    }
}
