package io.fovea.explain.method;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.anatomy.PixelGrid;
import io.fovea.explain.method.ExplainedNetwork.Answer;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Covers the image patch by patch and notes how far the score falls (Zeiler and Fergus 2014). Patches are an eighth of
 * the image wide, half overlapping, of the image's mean colour; each pixel gets the mean over the patches that cover it.
 */
final class Occlusion implements Technique {
    private static final MethodOption PATCHES = MethodOption.whole(
            "patches", 8, 1, 1000, "how many patches, laid side by side, are as wide as the image and as high");

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "occlusion",
                "how far the score falls where a patch is covered",
                "Zeiler and Fergus, \"Visualizing and understanding convolutional networks\", 2014",
                PATCHES);
    }

    @Override
    public Needs needs() {
        return Needs.NOTHING.inManyRuns();
    }

    @Override
    public NetworkPlan plan(Anatomy anatomy, List<FeatureLayer> layers, OptionValues settings) {
        return NetworkPlan.SCORES;
    }

    @Override
    public Finding explain(ExplainedNetwork network, ExplainedClass subject, OptionValues settings, Monitor monitor) {
        PixelGrid grid = network.grid(subject);
        Answer answer = network.run(subject, monitor);
        double whole = network.score(subject, answer);
        int wanted = settings.whole(PATCHES);
        int width = Math.max(2, grid.width() / wanted);
        int height = Math.max(2, grid.height() / wanted);
        int across = steps(grid.width(), width);
        int down = steps(grid.height(), height);
        float[] means = grid.means(subject.tensor());
        float[] falls = new float[grid.pixels()];
        int[] counts = new int[grid.pixels()];
        Patches patches = new Patches(grid, width, height, across);
        double[] scores = new Variations(subject.tensor(), "patch")
                .score(
                        across * down,
                        (step, into) -> patches.cover(step, subject.tensor(), means, into),
                        tensor -> network.score(subject.with(tensor), monitor),
                        monitor);
        for (int step = 0; step < scores.length; step++) {
            float fall = (float) (whole - scores[step]);
            patches.pixels(step).forEach(i -> {
                falls[i] += fall;
                counts[i]++;
            });
        }
        for (int i = 0; i < falls.length; i++) {
            falls[i] /= counts[i];
        }
        return new Finding(new Attribution(grid.width(), grid.height(), falls), false, answer);
    }

    /**
     * Patches that overlap by half.
     *
     * @param width of a patch, in pixels
     * @param height of a patch, in pixels
     * @param across how many are in a row
     */
    private record Patches(PixelGrid grid, int width, int height, int across) {

        IntStream pixels(int step) {
            int left = Math.min(step % across * (width / 2), Math.max(0, grid.width() - width));
            int top = Math.min(step / across * (height / 2), Math.max(0, grid.height() - height));
            int right = Math.min(grid.width(), left + width);
            return IntStream.range(top, Math.min(grid.height(), top + height))
                    .flatMap(y -> IntStream.range(y * grid.width() + left, y * grid.width() + right));
        }

        void cover(int step, FloatTensor image, float[] color, FloatTensor into) {
            into.data().put(0, image.data(), 0, image.size());
            pixels(step).forEach(i -> {
                for (int c = 0; c < grid.channels(); c++) {
                    into.data().put(grid.at(c, i), color[c]);
                }
            });
        }
    }

    /** How many patches it takes to reach the end. */
    private static int steps(int length, int patch) {
        int step = patch / 2;
        return Math.max(1, (Math.max(0, length - patch) + step - 1) / step + 1);
    }
}
