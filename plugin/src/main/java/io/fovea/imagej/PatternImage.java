package io.fovea.imagej;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import ij.process.ImageProcessor;
import io.fovea.FoveaException;
import io.fovea.anatomy.ModelLayer;
import io.fovea.anatomy.ModelLayers;
import io.fovea.explore.FilterPatterns;
import io.fovea.explore.Pattern;
import io.fovea.model.Model;
import io.fovea.session.Device;
import java.util.List;

/** The patterns that excite the filters of a layer or the classes of a model, as an image of ImageJ. */
public final class PatternImage {
    private final Model model;
    private final String name;
    private final List<Pattern> patterns;

    private PatternImage(Model model, String name, List<Pattern> patterns) {
        this.model = model;
        this.name = name;
        this.patterns = patterns;
    }

    /**
     * Finds patterns, showing progress and the time left in the status bar. Blocks.
     *
     * @param layer empty for the last convolution; unused where there are classes
     * @param classes labels or indices, one or several, or {@code all}; empty for a layer's filters
     * @param filters how many of the layer's, from the first on
     * @throws FoveaException if there is no such layer or class
     * @throws io.fovea.session.CancelledException if the user presses Escape
     */
    public static PatternImage find(
            Model model, String layer, String classes, int filters, FilterPatterns.Settings settings, Device device) {
        FilterPatterns finder = new FilterPatterns(model, device);
        EscapeMonitor monitor = new EscapeMonitor(1);
        if (!classes.isBlank()) {
            return new PatternImage(model, "classes", finder.ofClasses(classes, settings, monitor));
        }
        List<ModelLayer> convolutions = ModelLayers.of(model.graph()).convolutions();
        if (layer.isBlank() && convolutions.isEmpty()) {
            throw new FoveaException("The model '" + model.name() + "' has no convolution; give a layer or classes.");
        }
        String wanted =
                layer.isBlank() ? convolutions.get(convolutions.size() - 1).name() : layer;
        return new PatternImage(
                model, ModelLayers.fileName(wanted), finder.ofLayer(wanted, filters, settings, monitor));
    }

    /** The patterns as a grid, or as a stack. */
    public ImagePlus image(boolean asStack) {
        String title = model.name() + "-" + name;
        if (!asStack) {
            return new ImagePlus(title, Pictures.of(FilterPatterns.grid(patterns)));
        }
        List<ImageProcessor> planes =
                patterns.stream().map(one -> Pictures.of(one.image())).toList();
        List<String> labels = patterns.stream()
                .map(one -> one.label() + (one.silent() ? " (silent)" : ""))
                .toList();
        return Pictures.stack(title, planes, labels);
    }

    /** A row for each pattern: its mean activation on noise and on the pattern. */
    public ResultsTable table() {
        ResultsTable table = new ResultsTable();
        for (Pattern one : patterns) {
            table.addRow();
            table.addLabel(model.name());
            table.addValue("Filter", one.label());
            table.addValue("Noise", one.before());
            table.addValue("Pattern", one.after());
            table.addValue("Silent", one.silent() ? 1 : 0);
        }
        return table;
    }
}
