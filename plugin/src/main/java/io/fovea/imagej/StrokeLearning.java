package io.fovea.imagej;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import io.fovea.FoveaException;
import io.fovea.session.Device;
import io.fovea.stroke.Doubt;
import io.fovea.stroke.ImageFeatures;
import io.fovea.stroke.PixelNetwork;
import io.fovea.stroke.StrokeClasses;
import io.fovea.stroke.StrokeClassifier;
import io.fovea.stroke.StrokeTraining;
import io.fovea.stroke.Strokes;
import io.fovea.task.Segmentation;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Learns from the strokes on an image, shows what that makes of the plane on show, and saves it as a model. */
public final class StrokeLearning {
    private final ImagePlus image;
    private final Planes planes;
    private final StrokeClasses classes;
    private final StrokeRois.Painted painted;
    private final Overlay overlay = new Overlay();
    private String report = "";

    /**
     * Prepares to learn.
     *
     * @param keys which planes and channels are meant
     * @param classes their names parted by commas, background first
     * @param strokes the title of an open image of strokes or its file; empty for the selections in the ROI Manager, or in
     *     the image's overlay
     * @param brush the width of lines and points, in pixels
     * @throws FoveaException if one of these makes no sense, or there are no strokes
     */
    public StrokeLearning(ImagePlus image, PlaneKeys keys, String classes, String strokes, double brush) {
        this.image = image;
        this.planes = Planes.of(image, keys);
        this.classes = new StrokeClasses(Arrays.asList(classes.split(",", -1)));
        if (!(brush >= 1 && brush <= Math.max(image.getWidth(), image.getHeight()))) {
            throw new FoveaException("brush is a width in pixels, from 1 to that of the image, not " + brush + ".");
        }
        this.painted = strokes.isBlank()
                ? new StrokeRois(image, planes, this.classes.labels(), (int) Math.round(brush)).paint()
                : new StrokeRois.Painted(StrokePicture.paint(strokes.strip(), image, planes.count()), 0);
    }

    /**
     * Learns on the layers of a model. Blocks, for seconds.
     *
     * @param output the file of the model that is made; empty for none
     * @throws FoveaException if a class has no stroke, the model cannot be learnt on, or the file cannot be written
     * @throws io.fovea.session.CancelledException if the user presses Escape
     */
    public void run(ToldModel base, String device, String output) {
        Optional<StrokeModelFile> file =
                output.isBlank() ? Optional.empty() : Optional.of(StrokeModelFile.of(output.strip()));
        EscapeMonitor monitor = new EscapeMonitor(1);
        long start = System.nanoTime();
        try (PixelNetwork network = PixelNetwork.open(base.find(), Device.parse(device.strip()))) {
            StrokeTraining training = new StrokeTraining(network, classes);
            int shown = planes.shown().orElse(0);
            ImageFeatures onShow = network.features(planes.image(shown, network.input()));
            painted.planes()
                    .forEach((plane, strokes) -> training.set(
                            planes.names().what(plane),
                            plane == shown ? onShow : network.features(planes.image(plane, network.input())),
                            strokes));
            StrokeClassifier learnt = training.learn(monitor);
            Segmentation found = learnt.predict(onShow, monitor);
            double seconds = (System.nanoTime() - start) * 1e-9;
            Strokes here = painted.planes().getOrDefault(shown, new Strokes(image.getWidth(), image.getHeight()));
            Doubt doubt = Doubt.of(found, here);
            lay(found, doubt, shown);
            file.ifPresent(model -> model.write(learnt));
            report = String.format(
                    Locale.ROOT,
                    "%s: %s of %d painted pixels in %.1f s on %s; least sure around x=%d, y=%d%s%s%s",
                    planes.names().what(),
                    String.join(", ", classes.labels()),
                    learnt.pixels(),
                    seconds,
                    network.device(),
                    doubt.x(),
                    doubt.y(),
                    planes.count() > 1 ? " on " + planes.names().title(shown) : "",
                    missed(),
                    file.map(model -> "; saved as " + model).orElse(""));
        }
    }

    private String missed() {
        int missed = painted.missed();
        return missed == 0
                ? ""
                : "; " + missed + (missed == 1 ? " stroke" : " strokes")
                        + " left out: outside the image, or a line of no length";
    }

    private void lay(Segmentation found, Doubt doubt, int plane) {
        List<Color> colors =
                IntStream.range(0, classes.count()).mapToObj(StrokeColors::of).toList();
        for (Roi roi : PredictionLayers.of(found, classes.labels(), colors, List.of(doubt))) {
            planes.place(roi, plane);
            overlay.add(roi);
        }
    }

    /** What the plane on show, or else the first that is meant, is predicted to be, in colours but for background; and the square that is least sure. */
    public Overlay overlay() {
        return overlay;
    }

    /** What was learnt, from how much, how fast, where another stroke tells most, and how many told nothing; in one line. */
    public String report() {
        return report;
    }
}
