package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.batch.OnePage;
import io.fovea.batch.OutputFolder;
import io.fovea.explore.Condensing;
import io.fovea.explore.FilterBank;
import io.fovea.explore.FilterDetectCondense;
import io.fovea.explore.FilterKernel;
import io.fovea.explore.FilterKernels;
import io.fovea.explore.Filtering;
import io.fovea.explore.Gabor;
import io.fovea.explore.Response;
import io.fovea.image.FloatStack;
import io.fovea.image.Image;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Takes an image through a filter, a rectifier and a pooling. */
@Command(
        name = "explore",
        description = "Does by hand what a convolution layer does: filters an image, detects with ReLU, condenses by"
                + " pooling. Writes the four steps side by side and each as 32-bit TIFF.")
final class ExploreCommand implements Runnable {
    @ParentCommand
    private Fovea fovea;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ImageOptions image;

    @Option(
            names = "--kernel",
            paramLabel = "K",
            defaultValue = "edge",
            description =
                    "A name, or rows typed as '1 0 -1; 2 0 -2; 1 0 -1' (default: ${DEFAULT-VALUE}). Names: identity,"
                            + " edge, blur, sharpen, emboss, laplacian, sobel-bottom and prewitt-bottom with -top, -left, -right"
                            + " and corners such as -top-left, haar-horizontal, haar-vertical, haar-diagonal, gabor.")
    private String kernel;

    @Mixin
    private GaborOptions gabor;

    @Option(
            names = "--bank",
            paramLabel = "ANGLES",
            description = "Instead of one kernel: Gabor filters at that many angles, at each of --frequency, with their"
                    + " magnitudes.")
    private int bank;

    @Option(
            names = "--stride",
            paramLabel = "N",
            defaultValue = "1",
            description = "Pixels from one answer of the filter to the next (default: ${DEFAULT-VALUE}).")
    private int stride;

    @Option(
            names = "--padding",
            paramLabel = "NAME",
            defaultValue = "zero",
            description = "Beyond the edges: zero, mirror, or none (default: ${DEFAULT-VALUE}).")
    private String padding;

    @Option(names = "--no-relu", description = "Keep what is below 0.")
    private boolean noRelu;

    @Option(
            names = "--pool",
            paramLabel = "NAME",
            defaultValue = "max",
            description = "max, average or none (default: ${DEFAULT-VALUE}).")
    private String pool;

    @Option(
            names = "--pool-size",
            paramLabel = "N",
            defaultValue = "2",
            description = "Width and height of the pooling window (default: ${DEFAULT-VALUE}).")
    private int poolSize;

    @Option(names = "--pool-stride", paramLabel = "N", description = "From window to window (default: its size).")
    private Integer poolStride;

    /** The Gabor filter. */
    static final class GaborOptions {
        @Option(
                names = "--frequency",
                split = ",",
                paramLabel = "F",
                defaultValue = "0.125",
                description = "Gabor: waves per pixel, up to 0.5; several for --bank, separated by commas (default:"
                        + " ${DEFAULT-VALUE}).")
        private double[] frequency;

        @Option(
                names = "--angle",
                paramLabel = "DEGREES",
                defaultValue = "0",
                description = "Gabor: the wave's direction (default: ${DEFAULT-VALUE}, to the right).")
        private double angle;

        @Option(
                names = "--sigma",
                paramLabel = "PIXELS",
                defaultValue = "0",
                description = "Gabor: of the Gaussian (default: 0.56 waves).")
        private double sigma;

        @Option(
                names = "--phase",
                paramLabel = "DEGREES",
                defaultValue = "0",
                description = "Gabor: 0 finds lines, 90 edges (default: ${DEFAULT-VALUE}).")
        private double phase;
    }

    @Override
    public void run() {
        Console console = Console.of(spec);
        Filtering filtering = new Filtering(stride, Filtering.Padding.parse(padding));
        if (bank != 0) {
            bank(console, filtering);
            return;
        }
        FilterDetectCondense layer = new FilterDetectCondense(
                kernel(),
                filtering,
                !noRelu,
                new Condensing(Condensing.Kind.parse(pool), poolSize, poolStride == null ? poolSize : poolStride));
        OnePage page = image.read(console);
        Results results = new Results(
                image.folder(), page, page.stem() + "-" + layer.kernel().name());
        FilterDetectCondense.Steps steps = layer.of(page.image());
        results.write("", steps.panels());
        TextTable table = new TextTable(List.of("step", "width", "height", "min", "max"));
        row(table, "image", steps.image());
        write(table, "filter", steps.filtered(), results);
        write(table, "detect", steps.detected(), results);
        write(table, "condense", steps.condensed(), results);
        console.out().print(table);
        console.out().flush();
    }

    private FilterKernel kernel() {
        if (!kernel.strip().equals("gabor")) {
            return FilterKernels.find(kernel);
        }
        if (gabor.frequency.length != 1) {
            throw new FoveaException("One Gabor filter has one frequency; give several with --bank.");
        }
        double sigma = gabor.sigma == 0 ? Gabor.usualSigma(gabor.frequency[0]) : gabor.sigma;
        return new Gabor(gabor.frequency[0], gabor.angle, sigma, gabor.phase).kernel();
    }

    private void bank(Console console, Filtering filtering) {
        List<Gabor> filters = Gabor.bank(gabor.frequency, bank, gabor.sigma);
        OnePage page = image.read(console);
        Results results = new Results(image.folder(), page, page.stem() + "-bank");
        FilterBank.Responses answers = new FilterBank(filters, filtering).of(page.image(), fovea.cancellation());
        results.write("", answers.montage());
        results.write("-responses", answers.responses());
        results.write("-magnitudes", answers.magnitudes());
        TextTable table = new TextTable(List.of("filter", "frequency", "angle", "strongest"));
        for (int i = 0; i < filters.size(); i++) {
            Gabor one = filters.get(i);
            float most = answers.magnitude().get(i).max();
            table.row(Arrays.asList(i + 1, number(one.frequency()), number(one.angle()), number(most)));
        }
        console.out().print(table);
        console.out().flush();
    }

    private static void write(TextTable table, String step, Response map, Results results) {
        results.write("-" + step, new FloatStack(map.width(), map.height(), List.of(map.values())));
        row(table, step, map);
    }

    /** Where results go, each with the note of what it was made from. */
    private record Results(OutputFolder folder, OnePage page, String stem) {
        void write(String ending, Image picture) {
            picture.write(folder.place(stem + ending + ".png"), page.source().name());
        }

        void write(String ending, FloatStack stack) {
            stack.write(folder.place(stem + ending + ".tif"), page.source().name());
        }
    }

    private static void row(TextTable table, String step, Response map) {
        table.row(List.of(step, map.width(), map.height(), number(map.min()), number(map.max())));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
