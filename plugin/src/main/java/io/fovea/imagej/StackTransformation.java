package io.fovea.imagej;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import io.fovea.image.Image;
import io.fovea.task.TransformedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Transforms an image or every plane of a stack with one model: an image of the same depth and frames, perhaps larger. */
public final class StackTransformation extends StackPrediction<TransformedImage> {
    private final List<ImageProcessor> pixels = new ArrayList<>();
    private String model = "";
    private double seconds;

    /**
     * Prepares to transform.
     *
     * @param keys which planes, and which of their channels
     * @throws io.fovea.FoveaException if there is no such plane or channel
     */
    public StackTransformation(ImagePlus source, PlaneKeys keys) {
        super(source, keys, "Transforming");
    }

    @Override
    void add(int plane, TransformedImage answer, EscapeMonitor monitor) {
        pixels.addAll(processors(answer.image()));
        model = answer.model();
        seconds += answer.seconds();
    }

    /** 8-bit colour is one processor; the channels of all else are one each. */
    private static List<ImageProcessor> processors(Image image) {
        return image.depth() == Image.Depth.UINT8 && image.isColor()
                ? List.of(Pictures.of(image))
                : IntStream.range(0, image.channels())
                        .mapToObj(c -> Pictures.of(image.channel(c)))
                        .toList();
    }

    /** The result, in the units of the image transformed; of an enlarged one the pixels are smaller. */
    public ImagePlus image() {
        ImageProcessor first = pixels.get(0);
        ImageStack stack = new ImageStack(first.getWidth(), first.getHeight());
        pixels.forEach(stack::addSlice);
        int channels = pixels.size() / planes.count();
        ImagePlus image = new ImagePlus(ResultImage.stem(source.getTitle()) + "-" + model, stack);
        planes.shape(image, channels);
        Calibration scale = ResultImage.scale(source.getCalibration());
        scale.pixelWidth *= (double) source.getWidth() / first.getWidth();
        scale.pixelHeight *= (double) source.getHeight() / first.getHeight();
        image.setCalibration(scale);
        image.setProperty("Info", report());
        if (!(first instanceof ColorProcessor)) {
            image.resetDisplayRange();
        }
        return channels == 1 ? image : new CompositeImage(image, CompositeImage.COMPOSITE);
    }

    /** What was made, how fast, and on which device, in one line. */
    public String report() {
        return String.format(
                Locale.ROOT,
                "%s: %dx%d pixels in %.2f s on %s",
                planes.names().what(),
                pixels.get(0).getWidth(),
                pixels.get(0).getHeight(),
                seconds,
                device());
    }
}
