package io.fovea.explore;

import io.fovea.FoveaException;
import io.fovea.explore.GradientAscent.Summit;
import io.fovea.graph.Graph;
import io.fovea.model.Input;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Climbs for any number of channels of a value, as many at a time as the model takes.
 *
 * @param width of the images, in pixels
 * @param height of the images, in pixels
 */
record Climbs(Input input, FilterPatterns.Settings settings, int width, int height, Device device, Monitor monitor) {
    private static final int PIXELS_AT_ONCE = 8 * 200 * 200;
    private static final int MOST_AT_ONCE = 64;

    /** Behind how many rows of activation functions a gradient is looked for. */
    private static final int DEEPEST = 3;

    /**
     * What a climb for each of some channels gives.
     *
     * @param value the shape of the value for one image
     */
    List<Summit> of(AscentGraph part, long[] value, List<Integer> channels) {
        int atOnce = atOnce(part, channels.size());
        List<Summit> summits = new ArrayList<>();
        try (AscentGraph.Ascent ascent = part.open(shape(atOnce), value, device)) {
            AscentProgress remaining = new AscentProgress(monitor, channels.size(), settings.stepsOrUsual());
            GradientAscent climber = new GradientAscent(ascent, input, settings, remaining);
            Random random = new Random(settings.seed());
            for (int from = 0; from < channels.size(); from += atOnce) {
                List<Integer> some = channels.subList(from, Math.min(from + atOnce, channels.size()));
                summits.addAll(climber.climb(some, random));
            }
        }
        return summits;
    }

    /**
     * The same, where those for which no gradient led anywhere are tried again before the activation functions that the
     * value depends on, row by row. What comes of that is measured on the value itself.
     *
     * @param graph gets nodes for what is before activation functions
     */
    List<Summit> retrying(Graph graph, Objective objective, long[] value, List<Integer> channels) {
        AscentGraph part = new AscentGraph(graph, objective);
        List<Summit> summits = new ArrayList<>(of(part, value, channels));
        Objective deeper = objective;
        for (int row = 0; row < DEEPEST && summits.stream().anyMatch(Summit::silent); row++) {
            Objective next = deeper.beforeActivations(graph);
            if (next.equals(deeper)) {
                break;
            }
            deeper = next;
            List<Integer> silent =
                    summits.stream().filter(Summit::silent).map(Summit::channel).toList();
            List<Summit> found = of(new AscentGraph(graph, deeper), value, silent).stream()
                    .filter(summit -> !summit.silent())
                    .toList();
            for (Summit summit : measured(part, value, found)) {
                int place = channels.indexOf(summit.channel());
                summits.set(place, summit.withBefore(summits.get(place).before()));
            }
        }
        return summits;
    }

    /** Ends of climbs with what the value is there. */
    private List<Summit> measured(AscentGraph part, long[] value, List<Summit> summits) {
        List<Summit> measured = new ArrayList<>();
        if (summits.isEmpty()) {
            return measured;
        }
        int atOnce = atOnce(part, summits.size());
        try (AscentGraph.Ascent ascent = part.open(shape(atOnce), value, device)) {
            GradientAscent climber =
                    new GradientAscent(ascent, input, settings, new AscentProgress(monitor, summits.size(), 1));
            for (int from = 0; from < summits.size(); from += atOnce) {
                measured.addAll(climber.measured(summits.subList(from, Math.min(from + atOnce, summits.size()))));
            }
        }
        return measured;
    }

    private int atOnce(AscentGraph part, int all) {
        int most = Math.max(1, Math.min(Math.min(all, MOST_AT_ONCE), PIXELS_AT_ONCE / (width * height)));
        return takes(part, most) ? most : 1;
    }

    private boolean takes(AscentGraph part, int batch) {
        try {
            return part.probe(shape(batch))[0] == batch;
        } catch (FoveaException e) {
            return false;
        }
    }

    private long[] shape(int batch) {
        long[] shape = input.shape(width, height);
        shape[0] = batch;
        return shape;
    }
}
