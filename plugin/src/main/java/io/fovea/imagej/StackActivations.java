package io.fovea.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import io.fovea.FoveaException;
import io.fovea.anatomy.ModelLayers;
import io.fovea.explore.Activations;
import io.fovea.explore.FeatureMaps;
import java.util.ArrayList;
import java.util.List;

/** Shows what the channels of a layer make of an image or of every plane of a stack. */
public final class StackActivations {
    private final ImagePlus source;
    private final Planes planes;
    private final boolean asMontage;
    private final List<ImageProcessor> pixels = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final ResultsTable table = new ResultsTable();
    private String layer = "";
    private String report = "";

    /**
     * Prepares.
     *
     * @param keys which planes, and which of their channels
     * @param output {@code maps} or {@code montage}
     * @throws FoveaException if there is no such plane or channel or output
     */
    public StackActivations(ImagePlus source, PlaneKeys keys, String output) {
        this.source = source;
        this.planes = Planes.of(source, keys);
        this.asMontage = output.equals("montage");
        if (!asMontage && !output.equals("maps")) {
            throw new FoveaException("There is no output '" + output + "'. Take one of: maps, montage.");
        }
    }

    /**
     * Runs every plane through the layers, showing progress in the status bar. Blocks.
     *
     * @throws io.fovea.session.CancelledException if the user presses Escape
     */
    public StackActivations run(OpenActivations open) {
        layer = open.layer();
        Activations activations = open.activations();
        EscapeMonitor monitor = new EscapeMonitor(planes.count());
        for (int plane = 0; plane < planes.count(); plane++) {
            monitor.next(planes.names().doing(layer + " of", plane));
            Activations.Result result = activations.of(planes.image(plane, activations.input()), monitor);
            for (FeatureMaps maps : result.maps()) {
                row(plane, maps);
                if (maps.layer().name().equals(layer)) {
                    add(plane, maps);
                }
            }
            result.note().ifPresent(IJ::log);
        }
        report = planes.names().what() + ": " + layer + " on " + activations.device();
        return this;
    }

    private void row(int plane, FeatureMaps maps) {
        planes.beginRow(table, plane);
        table.addValue("Layer", maps.layer().name());
        table.addValue("Channels", maps.channels());
        table.addValue("Width", maps.width());
        table.addValue("Height", maps.height());
        table.addValue("Silent", maps.silent());
        table.addValue("Share", maps.silent() / (double) maps.channels());
    }

    private void add(int plane, FeatureMaps maps) {
        if (asMontage) {
            pixels.add(Pictures.of(maps.montage()));
            labels.add(planes.names().title(plane));
            return;
        }
        for (int c = 0; c < maps.channels(); c++) {
            pixels.add(new FloatProcessor(maps.width(), maps.height(), maps.channel(c)));
            labels.add(layer + " " + c);
        }
    }

    /** The maps as a 32-bit stack, channels as slices, or as channels where there are several planes; or the montages. */
    public ImagePlus image() {
        ImagePlus image =
                Pictures.stack(ResultImage.stem(source.getTitle()) + "-" + ModelLayers.fileName(layer), pixels, labels);
        int channels = pixels.size() / planes.count();
        if (planes.count() > 1) {
            planes.shape(image, channels);
        }
        if (!asMontage) {
            Pictures.viridis(image);
        }
        return image;
    }

    /** A row for each plane and layer: how many channels it has, how large they are, how many are 0 everywhere. */
    public ResultsTable table() {
        return table;
    }

    /** What was shown of what, and on which device, in one line. */
    public String report() {
        return report;
    }
}
