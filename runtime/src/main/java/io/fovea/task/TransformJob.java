package io.fovea.task;

import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.model.Task;
import io.fovea.session.Device;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Makes images of images: per image {@code <stem>-<model>.png}, or {@code .tif} for deep ones and for channels that are no
 * colours; and {@code transform.csv}.
 */
public final class TransformJob implements Job<TransformedImage> {
    private static final List<String> COLUMNS = List.of("width", "height");

    TransformJob() {}

    @Override
    public String verb() {
        return "transform";
    }

    @Override
    public String purpose() {
        return "Makes images of images, as in style transfer, denoising or enlarging: writes one of each, and"
                + " transform.csv.";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.TRANSFORM);
    }

    @Override
    public List<JobOption> options() {
        return List.of(Views.OPTION);
    }

    @Override
    public boolean writesFolder() {
        return true;
    }

    @Override
    public ImageTransformer open(Model model, Device device) {
        return ImageTransformer.open(model, device);
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    public Outcome outcome(TransformedImage made, Image image, JobSettings settings) {
        Image picture = made.image();
        Findings findings = new Findings(
                COLUMNS,
                List.of(List.of(picture.width(), picture.height())),
                List.of("width", "height", "seconds"),
                List.of(picture.width(), picture.height(), String.format(Locale.ROOT, "%.2f", made.seconds())));
        boolean fitsPng = picture.depth() != Image.Depth.FLOAT32 && (picture.channels() == 1 || picture.isColor());
        // A model may be called what no file can be.
        String name = made.model().replaceAll("[^\\p{L}\\p{M}\\p{N}._-]+", "-");
        return new Outcome(findings, Map.of("-" + name + (fitsPng ? ".png" : ".tif"), picture));
    }
}
