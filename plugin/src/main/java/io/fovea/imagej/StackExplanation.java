package io.fovea.imagej;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import io.fovea.FoveaException;
import io.fovea.explain.Explainer;
import io.fovea.explain.Explanation;
import io.fovea.explain.HeatDrawing;
import io.fovea.image.ColorMap;
import io.fovea.image.Image;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Explains an image or every plane of a stack with one model and keeps the heat maps in ImageJ's forms. */
public final class StackExplanation {
    private static final double OPACITY = 0.4;

    private final ImagePlus source;
    private final Planes planes;
    private final ExplainOutput output;
    private final ColorMap colors;
    private final boolean bar;
    private final Optional<Image> selection;
    private final ResultsTable table = new ResultsTable();
    private final Overlay overlay = new Overlay();
    private final ImageStack stack = new ImageStack();
    private final PlaneNotes notes = new PlaneNotes();
    private String method = "";
    private String report = "";

    /**
     * Prepares to explain.
     *
     * @param keys which planes, and which of their channels
     * @param output {@code heat} or {@code picture}
     * @param colors {@code jet}, {@code viridis}, {@code inferno} or {@code turbo}
     * @param bar whether a picture has a colour bar beside it
     * @param selected whether only the pixels in the image's selection count, for a model that segments
     * @throws FoveaException if there is no such plane or channel, output or colours, or no selection
     */
    public StackExplanation(
            ImagePlus source, PlaneKeys keys, String output, String colors, boolean bar, boolean selected) {
        this.source = source;
        this.planes = Planes.of(source, keys);
        this.output = ExplainOutput.parse(output);
        this.colors = ColorMap.parse(colors);
        this.bar = bar;
        this.selection = selected ? Optional.of(mask(source)) : Optional.empty();
    }

    /** The area that is selected, 0 outside; refused if there is none. */
    static Image mask(ImagePlus image) {
        ByteProcessor mask = image.getRoi() == null ? null : image.createRoiMask();
        if (mask == null) {
            throw new FoveaException("'" + image.getTitle() + "' has no selection with an area. Make one, or leave the"
                    + " key 'selection' out.");
        }
        return Image.gray8(mask.getWidth(), mask.getHeight(), (byte[]) mask.getPixels());
    }

    /**
     * Explains every plane, showing progress in the status bar; what is to be noted goes to the log. Blocks.
     *
     * @throws io.fovea.session.CancelledException if the user presses Escape
     */
    public StackExplanation run(Explainer explainer) {
        return run(explainer, new EscapeMonitor(planes.count()));
    }

    /** The same, followed by another monitor. */
    public StackExplanation run(Explainer explainer, EscapeMonitor monitor) {
        method = explainer.options().method().id();
        for (int plane = 0; plane < planes.count(); plane++) {
            monitor.next(planes.names().doing("Explaining", plane));
            Image image = planes.image(plane, explainer.card().input());
            List<Explanation> found = explainer.explain(image, selection, monitor);
            add(plane, image, found);
        }
        report += " on " + explainer.device();
        notes.tell(planes, monitor);
        return this;
    }

    /** The heat maps, or the pictures with them, as an image of the source's depth and frames. */
    public ImagePlus image() {
        ImagePlus image = new ImagePlus(ResultImage.stem(source.getTitle()) + "-" + method, stack);
        int channels = stack.size() / planes.count();
        planes.shape(image, channels);
        image.setProperty("Info", report);
        if (output == ExplainOutput.PICTURE) {
            return image;
        }
        image.setCalibration(ResultImage.scale(source.getCalibration()));
        ImagePlus shown = channels > 1 ? new CompositeImage(image, CompositeImage.COLOR) : image;
        for (int c = channels; c >= 1; c--) {
            shown.setPositionWithoutUpdate(c, 1, 1);
            if (shown instanceof CompositeImage composite) {
                composite.setChannelLut(HeatColors.lut(colors), c);
            } else {
                shown.setLut(HeatColors.lut(colors));
            }
            shown.setDisplayRange(0, 1);
        }
        return shown;
    }

    /** The heat of the first class over the image, at 40 %; each plane's at its place. */
    public Overlay overlay() {
        return overlay;
    }

    /** A row for each class of each plane. */
    public ResultsTable table() {
        return table;
    }

    /** What the last plane shows and on which device that was found, in one line; or why there is nothing to see. */
    public String report() {
        return report;
    }

    private void add(int plane, Image image, List<Explanation> found) {
        for (Explanation explanation : found) {
            planes.beginRow(table, plane);
            table.addValue("Class", explanation.label());
            table.addValue("Probability", explanation.probability());
            table.addValue("Layer", explanation.layer());
            table.addValue("Method", method);
            table.addValue("Note", explanation.note().orElse(""));
            if (output == ExplainOutput.HEAT) {
                stack.addSlice(explanation.label(), heat(explanation));
            }
        }
        if (output == ExplainOutput.PICTURE) {
            stack.addSlice(found.get(0).label(), Pictures.of(new HeatDrawing(colors, bar).draw(image, found)));
        }
        found.stream().flatMap(one -> one.note().stream()).distinct().forEach(notes::add);
        lay(plane, found.get(0));
        Explanation first = found.get(0);
        report = first.note()
                .map(note -> planes.names().what() + ": " + note)
                .orElseGet(() -> String.format(
                        Locale.ROOT,
                        "%s: %s (%.3f) at %s",
                        planes.names().what(),
                        first.label(),
                        first.probability(),
                        first.layer()));
    }

    private void lay(int plane, Explanation explanation) {
        FloatProcessor heat = heat(explanation);
        heat.setMinAndMax(0, 1);
        heat.setLut(HeatColors.lut(colors));
        ImageRoi roi = new ImageRoi(0, 0, heat.convertToRGB());
        roi.setName(explanation.label());
        roi.setOpacity(OPACITY);
        planes.place(roi, plane);
        overlay.add(roi);
    }

    private static FloatProcessor heat(Explanation explanation) {
        Image heat = explanation.map().heat();
        return new FloatProcessor(heat.width(), heat.height(), heat.floats());
    }
}
