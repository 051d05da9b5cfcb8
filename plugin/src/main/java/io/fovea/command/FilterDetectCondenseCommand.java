package io.fovea.command;

import ij.ImagePlus;
import io.fovea.FoveaException;
import io.fovea.explore.Condensing;
import io.fovea.explore.FilterBank;
import io.fovea.explore.FilterDetectCondense;
import io.fovea.explore.FilterKernel;
import io.fovea.explore.FilterKernels;
import io.fovea.explore.Filtering;
import io.fovea.explore.Gabor;
import io.fovea.imagej.KnowsImage;
import io.fovea.imagej.PlaneQuestions;
import io.fovea.imagej.StackExploration;
import io.fovea.imagej.Suggests;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Does by hand what a convolution layer does: {@code run("Filter-Detect-Condense...", "kernel=sobel-bottom pooling=max
 * window=4 output=all")}.
 */
@Plugin(
        type = Command.class,
        label = "Filter-Detect-Condense...",
        headless = true,
        visible = false,
        description = "Does by hand with the open image what a convolution layer does: filters, detects and condenses.",
        attrs = {
            @Attr(name = "help", value = "explore"),
            @Attr(name = "example", value = "kernel=sobel-bottom pooling=max window=4 output=all")
        })
public final class FilterDetectCondenseCommand implements Command, Suggests, KnowsImage {
    private static final List<String> OUTPUTS = List.of("all", "panels", "filtered", "detected", "condensed", "bank");

    @Parameter
    private ImagePlus image;

    @Parameter(label = "Kernel", description = "rows such as 1 0 -1; 2 0 -2; 1 0 -1", persist = false)
    private String kernel = "edge";

    @Parameter(label = "Stride", min = "1", persist = false)
    private double stride = 1;

    @Parameter(
            label = "Padding",
            choices = {"zero", "mirror", "none"},
            persist = false)
    private String padding = "zero";

    @Parameter(label = "Keep values below 0 (no ReLU)", persist = false)
    private boolean negative = false;

    @Parameter(
            label = "Pooling",
            choices = {"max", "average", "none"},
            persist = false)
    private String pooling = "max";

    @Parameter(label = "Pooling window (pixels)", min = "1", persist = false)
    private double window = 2;

    @Parameter(label = "Pooling step (pixels, 0: the window)", min = "0", persist = false)
    private double step = 0;

    @Parameter(label = "Gabor: frequencies (waves per pixel)", persist = false)
    private String frequency = "0.125";

    @Parameter(label = "Gabor: angle (degrees)", persist = false)
    private double angle = 0;

    @Parameter(label = "Gabor: sigma (pixels, 0: 0.56 waves)", min = "0", persist = false)
    private double sigma = 0;

    @Parameter(label = "Gabor: phase (degrees)", persist = false)
    private double phase = 0;

    @Parameter(label = "Gabor: angles of a bank", min = "1", persist = false)
    private double directions = 8;

    @Parameter(
            label = "Output",
            choices = {"all", "panels", "filtered", "detected", "condensed", "bank"},
            persist = false)
    private String output = "all";

    @Parameter(label = "Channel (0: colour or the one on show)", min = "0", persist = false)
    private double channel = 0;

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus condensed;

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus detected;

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus filtered;

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus panels;

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus bank;

    @Override
    public void run() {
        if (!OUTPUTS.contains(output)) {
            throw new FoveaException(
                    "There is no output '" + output + "'. Take one of: " + String.join(", ", OUTPUTS) + ".");
        }
        StackExploration exploration = new StackExploration(image, whole("channel", channel, 0));
        Filtering filtering = new Filtering(whole("stride", stride, 1), Filtering.Padding.parse(padding));
        if (output.equals("bank")) {
            bank = exploration.run(
                    new FilterBank(Gabor.bank(frequencies(), whole("directions", directions, 1), sigma), filtering));
            return;
        }
        int size = whole("window", window, 1);
        int apart = step == 0 ? size : whole("step", step, 1);
        Condensing condensing = new Condensing(Condensing.Kind.parse(pooling), size, apart);
        StackExploration.Results results =
                exploration.run(new FilterDetectCondense(kernel(), filtering, !negative, condensing));
        condensed = wants("condensed") ? results.condensed() : null;
        detected = wants("detected") ? results.detected() : null;
        filtered = wants("filtered") ? results.filtered() : null;
        panels = output.equals("panels") ? results.panels() : null;
    }

    private static int whole(String key, double value, int least) {
        return WholeNumber.of(key, value, least, WholeNumber.MOST);
    }

    private boolean wants(String result) {
        return output.equals("all") || output.equals(result);
    }

    private FilterKernel kernel() {
        if (!kernel.strip().equals("gabor")) {
            return FilterKernels.find(kernel);
        }
        double waves = frequencies()[0];
        return new Gabor(waves, angle, sigma == 0 ? Gabor.usualSigma(waves) : sigma, phase).kernel();
    }

    private double[] frequencies() {
        try {
            return Arrays.stream(frequency.split(","))
                    .mapToDouble(word -> Double.parseDouble(word.strip()))
                    .toArray();
        } catch (NumberFormatException e) {
            throw new FoveaException(
                    "frequency takes numbers of waves per pixel, separated by commas, not '" + frequency + "'.", e);
        }
    }

    @Override
    public List<String> suggestions(String key) {
        return key.equals("kernel") ? FilterKernels.names() : List.of();
    }

    @Override
    public Optional<String> doubt() {
        return Optional.empty();
    }

    @Override
    public boolean isAsked(String key) {
        return new PlaneQuestions(image).isAsked(key);
    }

    @Override
    public String shown(String key, String value) {
        return value;
    }

    @Override
    public void settle(boolean asking) {
        if (channel == 0 && isAsked("channel")) {
            channel = new PlaneQuestions(image).channel();
        }
    }
}
