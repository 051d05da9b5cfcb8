package io.fovea.imagej;

import ij.ImagePlus;
import ij.process.ImageProcessor;
import io.fovea.explore.FilterBank;
import io.fovea.explore.FilterDetectCondense;
import io.fovea.explore.Gabor;
import io.fovea.explore.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Takes an image or every plane of a stack through a filter, a rectifier and a pooling, or through a bank of filters. */
public final class StackExploration {
    private final ImagePlus source;
    private final Planes planes;

    /**
     * Prepares.
     *
     * @param channel from 1; 0 for colour where the image has it, and the channel on show otherwise
     */
    public StackExploration(ImagePlus source, int channel) {
        this.source = source;
        this.planes = Planes.of(source, channel);
    }

    /**
     * The results of a layer.
     *
     * @param panels all steps side by side, RGB
     */
    public record Results(ImagePlus panels, ImagePlus filtered, ImagePlus detected, ImagePlus condensed) {}

    /** The layer's steps for every plane. Blocks; cancelled by Escape. */
    public Results run(FilterDetectCondense layer) {
        EscapeMonitor monitor = new EscapeMonitor(planes.count());
        List<FilterDetectCondense.Steps> steps = new ArrayList<>();
        for (int plane = 0; plane < planes.count(); plane++) {
            monitor.next(planes.names().doing("Filtering", plane));
            steps.add(layer.of(planes.image(plane)));
        }
        String name = layer.kernel().name();
        return new Results(
                stack(steps, name + "-panels", one -> Pictures.of(one.panels())),
                stack(steps, name + "-filtered", one -> Pictures.of(one.filtered())),
                stack(steps, name + "-detected", one -> Pictures.of(one.detected())),
                stack(steps, name + "-condensed", one -> Pictures.of(one.condensed())));
    }

    /**
     * The answers of a bank: for each plane the magnitude of each filter.
     *
     * @return 32-bit, filters as channels
     */
    public ImagePlus run(FilterBank bank) {
        EscapeMonitor monitor = new EscapeMonitor(planes.count());
        List<ImageProcessor> pixels = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int plane = 0; plane < planes.count(); plane++) {
            monitor.next(planes.names().doing("Filtering", plane));
            List<Response> magnitudes = bank.of(planes.image(plane), monitor).magnitude();
            for (int i = 0; i < magnitudes.size(); i++) {
                Gabor filter = bank.filters().get(i);
                pixels.add(Pictures.of(magnitudes.get(i)));
                labels.add(String.format(Locale.ROOT, "%.4g waves, %.4g degrees", filter.frequency(), filter.angle()));
            }
        }
        ImagePlus image = Pictures.stack(title("bank"), pixels, labels);
        if (planes.count() > 1) {
            image.setDimensions(bank.filters().size(), planes.slices(), planes.frames());
            image.setOpenAsHyperStack(true);
        }
        Pictures.viridis(image);
        return image;
    }

    private ImagePlus stack(
            List<FilterDetectCondense.Steps> steps,
            String name,
            Function<FilterDetectCondense.Steps, ImageProcessor> picture) {
        List<ImageProcessor> pixels = steps.stream().map(picture).toList();
        List<String> labels = new ArrayList<>();
        for (int plane = 0; plane < pixels.size(); plane++) {
            labels.add(name);
        }
        ImagePlus image = Pictures.stack(title(name), pixels, labels);
        if (planes.count() > 1) {
            image.setDimensions(1, planes.slices(), planes.frames());
            image.setOpenAsHyperStack(planes.slices() > 1 && planes.frames() > 1);
        }
        return image;
    }

    private String title(String name) {
        return ResultImage.stem(source.getTitle()) + "-" + name;
    }
}
