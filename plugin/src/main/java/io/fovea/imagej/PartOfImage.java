package io.fovea.imagej;

import ij.ImagePlus;
import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.measure.ResultsTable;
import ij.process.FloatProcessor;
import io.fovea.FoveaException;
import io.fovea.explain.HeatDrawing;
import io.fovea.explain.PartExplainer;
import io.fovea.explain.PartExplanation;
import io.fovea.explain.Question;
import io.fovea.image.ColorMap;
import io.fovea.image.Image;
import java.awt.Point;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Explains one object, one pixel, or a class against another, of an open image, in ImageJ's forms. */
public final class PartOfImage {
    private static final double OPACITY = 0.4;

    private final ImagePlus source;
    private final Planes planes;
    private final ExplainOutput output;
    private final ColorMap colors;
    private final boolean bar;
    private final Question question;
    private final ResultsTable table = new ResultsTable();
    private ImagePlus result = new ImagePlus();
    private final Overlay overlay = new Overlay();
    private String report = "";

    /**
     * Prepares to explain.
     *
     * @param keys which channels, and which one plane
     * @param output {@code heat} or {@code picture}
     * @param colors {@code jet}, {@code viridis}, {@code inferno} or {@code turbo}
     * @param bar whether a picture has a colour bar beside it
     * @param question which part of the answer is explained
     * @throws FoveaException if there are several planes, or no such channel, output or colours
     */
    public PartOfImage(ImagePlus source, PlaneKeys keys, String output, String colors, boolean bar, Question question) {
        this.source = source;
        this.planes = Planes.of(source, keys);
        this.output = ExplainOutput.parse(output);
        this.colors = ColorMap.parse(colors);
        this.bar = bar;
        this.question = question;
        if (planes.count() > 1) {
            throw new FoveaException(
                    "'" + source.getTitle() + "' has " + planes.count()
                            + " planes, and an object or a point is explained in one; say which with the keys slice and frame.");
        }
    }

    /**
     * Reads which part is meant.
     *
     * @param object its number, from 1; blank for none
     * @param point whether what stands at the selected point is explained
     * @param against label or index of a class; blank for none
     * @throws FoveaException if no point is selected, or an object and a point are meant
     */
    public static Question question(ImagePlus source, String object, boolean point, String against) {
        if (point && !object.isBlank()) {
            throw new FoveaException(
                    "The keys 'object' and 'point' are both given, and one result explains one of them;"
                            + " leave one out.");
        }
        Question asked =
                new Question(objects(object), point ? Optional.of(point(source)) : Optional.empty(), Optional.empty());
        return against.isBlank() ? asked : asked.against(against.strip());
    }

    private static List<Integer> objects(String object) {
        if (object.isBlank()) {
            return List.of();
        }
        if (!object.strip().matches("\\d{1,9}")) {
            throw new FoveaException(
                    "'" + object.strip() + "' is no number of an object; give one such as 3, or leave it empty.");
        }
        return List.of(Integer.valueOf(object.strip()));
    }

    private static Question.Pixel point(ImagePlus image) {
        if (image.getRoi() instanceof PointRoi points) {
            Point first = points.getContainedPoints()[0];
            return new Question.Pixel(first.x, first.y);
        }
        throw new FoveaException("'" + image.getTitle()
                + "' has no point selected. Click with the point tool, or leave the key 'point' out.");
    }

    /** What is explained. */
    public Question question() {
        return question;
    }

    /**
     * Explains, showing progress in the status bar; what is to be noted goes to the log. Blocks.
     *
     * @throws io.fovea.session.CancelledException if the monitor says so
     */
    public PartOfImage run(PartExplainer explainer, EscapeMonitor monitor) {
        monitor.next("Explaining " + source.getTitle());
        Image image = planes.image(0, explainer.card().input());
        for (PartExplanation part : explainer.explain(image, monitor)) {
            add(image, part, explainer.options().method().id(), monitor);
        }
        report += " on " + explainer.device();
        return this;
    }

    private void add(Image image, PartExplanation part, String method, EscapeMonitor monitor) {
        Image whole = part.heatOnImage(image.width(), image.height());
        FloatProcessor heat = new FloatProcessor(image.width(), image.height(), whole.floats());
        heat.setMinAndMax(0, 1);
        heat.setLut(HeatColors.lut(colors));
        ImageRoi roi = new ImageRoi(0, 0, heat.convertToRGB());
        roi.setName(part.explanation().label());
        roi.setOpacity(OPACITY);
        planes.place(roi, 0);
        overlay.add(roi);
        String title =
                ResultImage.stem(source.getTitle()) + (part.name().isEmpty() ? "" : "-" + part.name()) + "-" + method;
        if (output == ExplainOutput.PICTURE) {
            result = new ImagePlus(title, Pictures.of(new HeatDrawing(colors, bar).draw(part)));
        } else {
            result = new ImagePlus(title, heat);
            result.setCalibration(ResultImage.scale(source.getCalibration()));
            result.setDisplayRange(0, 1);
        }
        planes.beginRow(table, 0);
        table.addValue("Object", part.title());
        table.addValue("Class", part.explanation().label());
        table.addValue("Probability", part.explanation().probability());
        table.addValue("Score", part.score());
        part.inside().ifPresent(share -> table.addValue("Inside", share));
        table.addValue("Layer", part.explanation().layer());
        table.addValue("Method", method);
        table.addValue("Note", part.explanation().note().orElse(""));
        Optional<String> note = part.explanation().note();
        note.ifPresent(sentence -> monitor.note("Note: " + planes.names().what() + ": " + sentence));
        report = note.map(sentence -> planes.names().what() + ": " + sentence)
                .orElseGet(() -> String.format(
                        Locale.ROOT,
                        "%s: %s (%.3f) at %s",
                        planes.names().what(),
                        part.explanation().label(),
                        part.explanation().probability(),
                        part.explanation().layer()));
        result.setProperty("Info", report);
    }

    /** The heat at the size of the image, or the picture of the object and what is around it. */
    public ImagePlus image() {
        return result;
    }

    /** The heat over the image, at 40 %. */
    public Overlay overlay() {
        return overlay;
    }

    /** A row for what was explained. */
    public ResultsTable table() {
        return table;
    }

    /** What was explained and on which device, in one line; or why there is nothing to see. */
    public String report() {
        return report;
    }
}
