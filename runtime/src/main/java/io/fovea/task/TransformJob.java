package io.fovea.task;

import io.fovea.image.Header;
import io.fovea.image.Image;
import io.fovea.image.SpilledImage;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.model.Task;
import io.fovea.session.Device;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes images of images: per image {@code <stem>-<model>.png}, or {@code .tif} for deep ones and for channels that are no
 * colours; and {@code transform.csv}. Images of more than 25 million pixels that are worked on strip by strip give {@code .tif}.
 */
public final class TransformJob implements Job<TransformedImage> {
    private static final List<String> COLUMNS = List.of("width", "height");

    /** A value of what is made: as a float, gathered and passed on. */
    private static final int PAINTED_BYTES = 8;

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
    public Set<String> wholeNumbers(Card card) {
        return Set.copyOf(COLUMNS);
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    public Outcome outcome(TransformedImage made, Image image, JobSettings settings) {
        Image picture = made.image();
        String name = suffix(made.model(), fitsPng(picture));
        Findings findings = findings(picture.width(), picture.height(), made.seconds());
        return new Outcome(findings, Map.of(name, picture));
    }

    private static Findings findings(int width, int height, double seconds) {
        return new Findings(
                COLUMNS,
                List.of(List.of(width, height)),
                List.of("width", "height", "seconds"),
                List.of(width, height, String.format(Locale.ROOT, "%.2f", seconds)));
    }

    private static boolean fitsPng(Image picture) {
        return picture.depth() != Image.Depth.FLOAT32 && (picture.channels() == 1 || picture.isColor());
    }

    private static String suffix(String model, boolean png) {
        // A model may be called what no file can be.
        return "-" + model.replaceAll("[^\\p{L}\\p{M}\\p{N}._-]+", "-") + (png ? ".png" : ".tif");
    }

    @Override
    public Optional<InStrips> inStrips(
            ImagePredictor<TransformedImage> predictor,
            LargeImage image,
            Surroundings around,
            JobSettings settings,
            Monitor monitor) {
        Header header = image.rows().header();
        return predictor instanceof ImageTransformer transformer && transformer.hasStrips(header)
                ? Optional.of(
                        inStrips(transformer, image, StripRoom.largestTile(header, bytesPerPixel(header)), monitor))
                : Optional.empty();
    }

    /** The same in tiles of at most so many pixels. */
    static InStrips inStrips(ImageTransformer transformer, LargeImage image, int largest, Monitor monitor) {
        ImageTransformer.Spilled made = transformer.transform(image.rows(), largest, monitor);
        SpilledImage picture = made.image();
        Findings findings = findings(picture.width(), picture.height(), made.seconds());
        String model = transformer.card().name();
        if (image.isForMemory()) {
            try (picture) {
                Image whole = picture.image();
                Map<String, Image> pictures = Map.of(suffix(model, fitsPng(whole)), whole);
                return new InStrips(new Outcome(findings, pictures), made.seconds());
            }
        }
        List<String> notes = new ArrayList<>();
        notes.add("Note: Large images were done strip by strip; what was made of them is in TIFF files.");
        StripRoom.note(image.rows().header(), largest).ifPresent(notes::add);
        Outcome outcome = new Outcome(
                findings.with(notes), Map.of(), Map.of(suffix(model, false), new SpilledFile(picture)), Details.NONE);
        return new InStrips(outcome, made.seconds());
    }

    /** The file of an image that waits on the disk until it is written. */
    private record SpilledFile(SpilledImage image) implements ImageDocument {
        @Override
        public void writeTo(OutputStream out, String origin) throws IOException {
            image.writeTo(out, origin);
        }

        @Override
        public void close() {
            image.close();
        }
    }

    /** Of the image, and of what is made of it if that is no larger. */
    private static double bytesPerPixel(Header header) {
        return header.channels() * (2 * header.depth().bytes() + PAINTED_BYTES);
    }
}
