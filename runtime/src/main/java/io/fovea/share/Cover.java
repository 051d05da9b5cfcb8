package io.fovea.share;

import io.fovea.image.Image;
import io.fovea.image.Overlays;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.Classifier;
import io.fovea.task.Monitor;
import io.fovea.task.Score;
import io.fovea.task.Segmenter;
import java.util.Arrays;
import java.util.List;

/** The picture that a package is shown by: an image, and beside it what the model says of it. */
final class Cover {
    private static final int SIDE = 256;
    private static final int MARGIN = 16;
    private static final int MOST_BARS = 10;
    private static final byte[] BAR = {(byte) 70, (byte) 130, (byte) 180};

    private Cover() {}

    /** Twice as wide as it is high, 8-bit RGB. Blocks. */
    static Image of(Model model, Image image, Device device) {
        byte[] pixels = new byte[SIDE * SIDE * 2 * 3];
        paste(Overlays.forTheEye(image), pixels, 0);
        paste(result(model, image, device), pixels, SIDE);
        return Image.rgb8(2 * SIDE, SIDE, pixels);
    }

    private static Image result(Model model, Image image, Device device) {
        return switch (model.card().task().scored()) {
            case IMAGES -> {
                try (Classifier classifier = Classifier.open(model, device)) {
                    yield bars(classifier.classify(image, Monitor.NONE).top(MOST_BARS));
                }
            }
            case PIXELS -> {
                try (Segmenter segmenter = Segmenter.open(model, device)) {
                    yield Overlays.borders(
                            image, segmenter.segment(image, Monitor.NONE).classes());
                }
            }
            case NOTHING, OBJECTS -> Overlays.forTheEye(image);
        };
    }

    /** A bar for each class, the most probable above. */
    private static Image bars(List<Score> scores) {
        byte[] pixels = new byte[SIDE * SIDE * 3];
        Arrays.fill(pixels, (byte) 255);
        int height = (SIDE - 2 * MARGIN) / scores.size();
        for (int bar = 0; bar < scores.size(); bar++) {
            int length = Math.max(1, Math.round(scores.get(bar).probability() * (SIDE - 2 * MARGIN)));
            for (int y = MARGIN + bar * height; y < MARGIN + (bar + 1) * height - height / 4; y++) {
                for (int x = MARGIN; x < MARGIN + length; x++) {
                    System.arraycopy(BAR, 0, pixels, (y * SIDE + x) * 3, 3);
                }
            }
        }
        return Image.rgb8(SIDE, SIDE, pixels);
    }

    /** As large as fits into a square. */
    private static void paste(Image image, byte[] target, int left) {
        double scale = (double) SIDE / Math.max(image.width(), image.height());
        Image sized =
                image.resized(Math.max(1, (int) (image.width() * scale)), Math.max(1, (int) (image.height() * scale)));
        byte[] shown = Overlays.shown(sized);
        int right = (SIDE - sized.width()) / 2;
        int down = (SIDE - sized.height()) / 2;
        for (int y = 0; y < sized.height(); y++) {
            System.arraycopy(
                    shown,
                    y * sized.width() * 3,
                    target,
                    ((y + down) * 2 * SIDE + left + right) * 3,
                    sized.width() * 3);
        }
    }
}
