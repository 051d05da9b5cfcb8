package io.fovea.explain;

import io.fovea.explain.ExplainedNetwork.Answer;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;

/**
 * Covers the image patch by patch and notes how far the score falls (Zeiler and Fergus 2014). Patches are an eighth of
 * the image wide, half overlapping, of the image's mean colour; each pixel gets the mean over the patches that cover it.
 */
final class Occlusion implements Technique {
    private static final int PATCHES = 8;

    private final ExplainedNetwork network;
    private final Anatomy anatomy;

    Occlusion(ExplainedNetwork network, Anatomy anatomy) {
        this.network = network;
        this.anatomy = anatomy;
    }

    @Override
    public Finding explain(Subject subject, Monitor monitor) {
        PixelGrid grid = PixelGrid.of(anatomy.card().input(), subject.framing());
        Answer answer = network.run(subject.tensor(), 0, subject.region(), monitor);
        double whole = anatomy.score(answer.target(), subject.classIndex(), subject.region());
        int width = Math.max(2, grid.width() / PATCHES);
        int height = Math.max(2, grid.height() / PATCHES);
        int across = steps(grid.width(), width);
        int down = steps(grid.height(), height);
        float[] means = grid.means(subject.tensor());
        float[] falls = new float[grid.pixels()];
        int[] counts = new int[grid.pixels()];
        for (int step = 0; step < across * down; step++) {
            int left = Math.min(step % across * (width / 2), Math.max(0, grid.width() - width));
            int top = Math.min(step / across * (height / 2), Math.max(0, grid.height() - height));
            FloatTensor covered = PixelGrid.copy(subject.tensor());
            for (int y = top; y < Math.min(grid.height(), top + height); y++) {
                for (int x = left; x < Math.min(grid.width(), left + width); x++) {
                    for (int c = 0; c < grid.channels(); c++) {
                        covered.data().put(grid.at(c, y * grid.width() + x), means[c]);
                    }
                }
            }
            Answer without = network.run(covered, 0, subject.region(), monitor);
            float fall = (float) (whole - anatomy.score(without.target(), subject.classIndex(), subject.region()));
            for (int y = top; y < Math.min(grid.height(), top + height); y++) {
                for (int x = left; x < Math.min(grid.width(), left + width); x++) {
                    falls[y * grid.width() + x] += fall;
                    counts[y * grid.width() + x]++;
                }
            }
            monitor.report((step + 1.0) / (across * down), "patch " + (step + 1) + " of " + across * down);
        }
        for (int i = 0; i < falls.length; i++) {
            falls[i] /= counts[i];
        }
        return new Finding(new Attribution(grid.width(), grid.height(), falls), false, answer);
    }

    /** How many patches it takes to reach the end. */
    private static int steps(int length, int patch) {
        int step = patch / 2;
        return Math.max(1, (Math.max(0, length - patch) + step - 1) / step + 1);
    }
}
