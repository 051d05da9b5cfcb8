package io.fovea.explore;

import io.fovea.FoveaException;
import io.fovea.image.Layout;
import io.fovea.image.Normalisation;
import io.fovea.model.Input;
import io.fovea.session.FloatTensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Climbs from noise to what excites a channel, for a batch of channels at a time. */
final class GradientAscent {
    private final AscentGraph.Ascent ascent;
    private final PatternRecipe recipe;
    private final AscentPath path;
    private final AscentProgress remaining;
    private final Layout layout;
    private final Normalisation normalisation;
    private final int channels;
    private final int pixels;
    private final Regularisation regularisation;
    private final FloatTensor input;
    private final FloatTensor gradient;
    private final FloatTensor choice;

    /** Where a climb ended; values are planar, 0..1 but for overshoot. */
    record Summit(int channel, float[] values, float before, float after, boolean silent) {
        Summit withBefore(float other) {
            return new Summit(channel, values, other, after, silent);
        }
    }

    GradientAscent(
            AscentGraph.Ascent ascent, Input wanted, FilterPatterns.Settings settings, AscentProgress remaining) {
        this.ascent = ascent;
        this.recipe = settings.recipe();
        this.path = settings.path();
        this.remaining = remaining;
        this.layout = wanted.layout();
        this.normalisation = wanted.normalisation().typical(wanted.channels());
        this.channels = wanted.channels();
        long[] shape = ascent.shape();
        int height = (int) shape[layout == Layout.NCHW ? 2 : 1];
        int width = (int) shape[layout == Layout.NCHW ? 3 : 2];
        this.pixels = height * width;
        this.regularisation = new Regularisation(width, height, channels);
        this.input = FloatTensor.allocate(shape);
        this.gradient = FloatTensor.allocate(shape);
        this.choice = FloatTensor.allocate(choiceShape());
    }

    private long[] choiceShape() {
        return ascent.session().inputs().stream()
                .filter(info -> info.name().equals(ascent.choice()))
                .findFirst()
                .orElseThrow()
                .shape();
    }

    /** Climbs for at most as many channels as the session takes at a time. */
    List<Summit> climb(List<Integer> wanted, Random random) {
        int count = wanted.size();
        float[][] images = new float[count][channels * pixels];
        for (float[] image : images) {
            for (int i = 0; i < image.length; i++) {
                image[i] = path.start().value(random.nextFloat());
            }
        }
        choose(wanted);
        boolean[] moved = new boolean[count];
        float[] before = run(images, 0, 0, wanted);
        for (int step = 0; step < remaining.steps(); step++) {
            int dx = shift(random);
            int dy = shift(random);
            if (step > 0 || dx != 0 || dy != 0) {
                run(images, dx, dy, wanted);
            }
            for (int n = 0; n < count; n++) {
                moved[n] |= move(images[n], n, dx, dy, step / (double) remaining.steps());
            }
            remaining.report(count, step + 1);
        }
        float[] after = run(images, 0, 0, wanted);
        List<Summit> summits = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            summits.add(new Summit(wanted.get(n), images[n], before[n], after[n], !moved[n]));
        }
        return summits;
    }

    private void choose(List<Integer> wanted) {
        for (int i = 0; i < choice.size(); i++) {
            choice.data().put(i, 0);
        }
        for (int n = 0; n < wanted.size(); n++) {
            choice.data().put(n * ascent.channels() + wanted.get(n), 1);
        }
    }

    /** Where other climbs ended, with what their channels are there. */
    List<Summit> measured(List<Summit> summits) {
        List<Integer> wanted = summits.stream().map(Summit::channel).toList();
        choose(wanted);
        float[] after = run(summits.stream().map(Summit::values).toArray(float[][]::new), 0, 0, wanted);
        List<Summit> measured = new ArrayList<>();
        for (int n = 0; n < after.length; n++) {
            Summit one = summits.get(n);
            measured.add(new Summit(one.channel(), one.values(), one.before(), after[n], one.silent()));
        }
        return measured;
    }

    private int shift(Random random) {
        int most = Math.min(recipe.jitter(), regularisation.width() / 8);
        return most == 0 ? 0 : random.nextInt(2 * most + 1) - most;
    }

    /** Runs the images, shifted around the edges; gives the mean of each one's channel and fills the gradient. */
    private float[] run(float[][] images, int dx, int dy, List<Integer> wanted) {
        for (int n = 0; n < images.length; n++) {
            float[] image = regularisation.shifted(images[n], dx, dy);
            for (int c = 0; c < channels; c++) {
                float scale = 255 * normalisation.scale();
                float mean = normalisation.mean(c);
                float std = normalisation.std(c);
                for (int i = 0; i < pixels; i++) {
                    input.data().put(index(n, c, i), (image[c * pixels + i] * scale - mean) / std);
                }
            }
        }
        Map<String, FloatTensor> feeds = Map.of(ascent.input(), input, ascent.choice(), choice);
        Map<String, FloatTensor> answers = new HashMap<>(
                ascent.session().run(feeds, Set.of(ascent.means(), ascent.gradient()), remaining.monitor()));
        FloatTensor made = answers.get(ascent.gradient());
        gradient.data().put(0, made.data(), 0, made.size());
        float[] means = new float[images.length];
        for (int n = 0; n < means.length; n++) {
            means[n] = answers.get(ascent.means()).data().get(n * ascent.channels() + wanted.get(n));
        }
        return means;
    }

    /** Moves one image up its gradient; false where that is zero. */
    private boolean move(float[] image, int n, int dx, int dy, double progress) {
        float[] slope = new float[image.length];
        double squares = 0;
        for (int c = 0; c < channels; c++) {
            float chain = 255 * normalisation.scale() / normalisation.std(c) / ascent.positions();
            for (int i = 0; i < pixels; i++) {
                float value = gradient.data().get(index(n, c, i)) * chain;
                slope[c * pixels + i] = value;
                squares += value * (double) value;
            }
        }
        if (!Double.isFinite(squares)) {
            throw new FoveaException("The gradient grew beyond all numbers, as it can in models of half precision;"
                    + " choose another layer, or a model of full precision.");
        }
        if (squares == 0) {
            return false;
        }
        if (recipe.isPlain()) {
            float gain = (float) (stepSize(progress) / Math.sqrt(squares));
            for (int i = 0; i < image.length; i++) {
                image[i] += gain * slope[i];
            }
            return true;
        }
        double blur = recipe.blur() * (1 - progress * 2 / 3);
        float[] smooth = regularisation.blurred(regularisation.shifted(slope, -dx, -dy), blur);
        float[] variation = regularisation.variation(image);
        float gain = (float) (stepSize(progress) / Math.max(regularisation.deviation(smooth), 1e-30));
        for (int i = 0; i < image.length; i++) {
            float value = image[i] + gain * smooth[i] - (float) recipe.variation() * variation[i];
            image[i] = Math.max(0, Math.min(1, value));
        }
        return true;
    }

    private double stepSize(double progress) {
        return path.stepSize().orElse(recipe.stepSize()) * path.schedule().share(progress);
    }

    private int index(int n, int c, int pixel) {
        return layout == Layout.NCHW ? (n * channels + c) * pixels + pixel : (n * pixels + pixel) * channels + c;
    }
}
