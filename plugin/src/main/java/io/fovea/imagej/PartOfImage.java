package io.fovea.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.measure.ResultsTable;
import ij.process.FloatProcessor;
import io.fovea.FoveaException;
import io.fovea.explain.HeatDrawing;
import io.fovea.explain.PartExplainer;
import io.fovea.explain.PartExplanation;
import io.fovea.explain.Question;
import io.fovea.image.ColorMap;
import io.fovea.image.Image;
import java.util.Locale;
import java.util.Optional;

/** Explains one object, one pixel, a class against another, or another number of the answer to an open image, in ImageJ's forms. */
public final class PartOfImage {
    private static final double OPACITY = 0.4;

    private final ImagePlus source;
    private final Planes planes;
    private final ExplainOutput output;
    private final ColorMap colors;
    private final boolean bar;
    private final Question question;
    private final Optional<ClickedPart> clicked;
    private final ResultsTable table = new ResultsTable();
    private final ImageStack stack = new ImageStack();
    private final PlaneNotes notes = new PlaneNotes();
    private final Overlay overlay = new Overlay();
    private String title = "";
    private String report = "";

    /**
     * Prepares to explain.
     *
     * @param keys which channels, and which planes: one, of an object or a point
     * @param output {@code heat} or {@code picture}
     * @param colors {@code jet}, {@code viridis}, {@code inferno} or {@code turbo}
     * @param bar whether a picture has a colour bar beside it
     * @param question which number of the answer is explained
     * @param clicked what is clicked on, where that is a part of the answer; the question is then about its pixel
     * @throws FoveaException if there are several planes of what is in one, or no such channel, output or colours
     */
    public PartOfImage(
            ImagePlus source,
            PlaneKeys keys,
            String output,
            String colors,
            boolean bar,
            Question question,
            Optional<ClickedPart> clicked) {
        this.source = source;
        this.planes = Planes.of(source, keys);
        this.output = ExplainOutput.parse(output);
        this.colors = ColorMap.parse(colors);
        this.bar = bar;
        this.question = question;
        this.clicked = clicked;
        if (planes.count() > 1 && question.isOfPart()) {
            throw new FoveaException(
                    "'" + source.getTitle() + "' has " + planes.count()
                            + " planes, and an object or a point is explained in one; say which with the keys slice and frame.");
        }
    }

    /**
     * Explains, showing progress in the status bar; what is to be noted goes to the log. Blocks.
     *
     * @param monitor that follows as many steps as there are planes
     * @throws io.fovea.session.CancelledException if the monitor says so
     */
    public PartOfImage run(PartExplainer explainer, EscapeMonitor monitor) {
        for (int plane = 0; plane < planes.count(); plane++) {
            monitor.next(planes.names().doing("Explaining", plane));
            Image image = planes.image(plane, explainer.card().input());
            Question asked = clicked.map(part -> part.question(question, explainer, image, monitor))
                    .orElse(question);
            for (PartExplanation part : explainer.explain(image, asked, monitor)) {
                add(plane, image, part, explainer.options().method().id());
            }
        }
        report += " on " + explainer.device();
        notes.tell(planes, monitor);
        return this;
    }

    private void add(int plane, Image image, PartExplanation part, String method) {
        Image whole = part.heatOnImage(image.width(), image.height());
        FloatProcessor heat = new FloatProcessor(image.width(), image.height(), whole.floats());
        heat.setMinAndMax(0, 1);
        heat.setLut(HeatColors.lut(colors));
        ImageRoi roi = new ImageRoi(0, 0, heat.convertToRGB());
        roi.setName(part.explanation().label());
        roi.setOpacity(OPACITY);
        planes.place(roi, plane);
        overlay.add(roi);
        title = ResultImage.stem(source.getTitle()) + (part.name().isEmpty() ? "" : "-" + part.name()) + "-" + method;
        stack.addSlice(
                part.explanation().label(),
                output == ExplainOutput.PICTURE ? Pictures.of(new HeatDrawing(colors, bar).draw(part)) : heat);
        planes.beginRow(table, plane);
        table.addValue("Object", part.title());
        table.addValue("Class", part.explanation().label());
        table.addValue("Probability", part.explanation().probability());
        table.addValue("Score", part.score());
        part.inside().ifPresent(share -> table.addValue("Inside", share));
        table.addValue("Layer", part.explanation().layer());
        table.addValue("Method", method);
        table.addValue("Note", part.explanation().note().orElse(""));
        part.explanation().note().ifPresent(notes::add);
        report = part.explanation()
                .note()
                .map(sentence -> planes.names().what() + ": " + sentence)
                .orElseGet(() -> String.format(
                        Locale.ROOT,
                        "%s: %s (%.3f) at %s",
                        planes.names().what(),
                        part.explanation().label(),
                        part.explanation().probability(),
                        part.explanation().layer()));
    }

    /** The heat at the size of the image, or the picture of the object and what is around it; a slice for each plane. */
    public ImagePlus image() {
        ImagePlus result = new ImagePlus(title, stack);
        if (planes.count() > 1) {
            planes.shape(result, 1);
        }
        if (output == ExplainOutput.HEAT) {
            result.setCalibration(ResultImage.scale(source.getCalibration()));
            result.setLut(HeatColors.lut(colors));
            result.setDisplayRange(0, 1);
        }
        result.setProperty("Info", report);
        return result;
    }

    /** The heat over the image, at 40 %. */
    public Overlay overlay() {
        return overlay;
    }

    /** A row for each that was explained. */
    public ResultsTable table() {
        return table;
    }

    /** What was explained and on which device, in one line; or why there is nothing to see. */
    public String report() {
        return report;
    }
}
