package io.fovea.task;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.model.KnownImages;
import io.fovea.model.Model;
import io.fovea.session.FloatTensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The mean of every channel of some layers, computed in the run that answers, and averaged over the runs for an image's tiles.
 * For one thread at a time.
 */
final class LayerMeans {
    private static final String PREFIX = "fovea_mean_of_";
    private static final String POOLED = "fovea_pool_of_";
    private static final Attributes TO_FLOAT = Attributes.NONE.with("to", ElementType.FLOAT.code());
    private static final int RANK = 4;

    private final Optional<KnownImages> known;
    private final double limit;
    private final List<String> outputs;
    private final Map<String, FloatTensor> memory = new HashMap<>();
    private float[] sums = {};
    private int runs;

    private LayerMeans(Optional<KnownImages> known, double limit) {
        this.known = known;
        this.limit = limit;
        this.outputs = known.map(KnownImages::layers).orElse(List.of()).stream()
                .map(PREFIX::concat)
                .toList();
    }

    /** Those that a model's known images are compared by; none where it keeps none. */
    static LayerMeans of(Model model) {
        double limit = model.card().trust().limit();
        return new LayerMeans(limit > 0 ? KnownImages.in(model.graph()) : Optional.empty(), limit);
    }

    /** The same of no image yet. */
    LayerMeans anew() {
        return new LayerMeans(known, limit);
    }

    boolean isEmpty() {
        return outputs.isEmpty();
    }

    /** Gives a graph an output for each of the means. */
    Graph addedTo(Graph graph) {
        known.map(KnownImages::layers).orElse(List.of()).forEach(layer -> {
            String pooled = graph.unused(POOLED + layer);
            graph.append(Node.of("GlobalAveragePool", List.of(layer), pooled));
            // The layer may be of half precision.
            graph.append(Node.of("Cast", List.of(pooled), PREFIX + layer, TO_FLOAT));
            graph.addOutput(new ValueInfo(PREFIX + layer, ElementType.FLOAT, Shape.ofRank(RANK)));
        });
        return graph;
    }

    /** What is asked for beside an output, and it. */
    Set<String> beside(String output) {
        Set<String> all = new HashSet<>(outputs);
        all.add(output);
        return all;
    }

    /** What is written into beside an output's tensor, and it. */
    Map<String, FloatTensor> beside(String output, FloatTensor answer) {
        Map<String, FloatTensor> all = new HashMap<>(memory);
        all.put(output, answer);
        return all;
    }

    /** Answers but for these means, which are no output of the model's own. */
    Map<String, FloatTensor> without(Map<String, FloatTensor> answers) {
        if (outputs.isEmpty()) {
            return answers;
        }
        Map<String, FloatTensor> own = new LinkedHashMap<>(answers);
        own.keySet().removeAll(outputs);
        return own;
    }

    /** Takes in a run whose answers are here. */
    void add(Map<String, FloatTensor> answers) {
        for (String output : outputs) {
            FloatTensor answer = answers.get(output);
            // What a run writes into is direct.
            FloatTensor kept = memory.computeIfAbsent(output, name -> FloatTensor.allocate(answer.shape()));
            kept.data().put(0, answer.data(), 0, answer.size());
        }
        add();
    }

    /** Takes in a run that wrote into the {@linkplain #beside memory}. */
    void add() {
        if (outputs.isEmpty()) {
            return;
        }
        List<float[]> all = new ArrayList<>();
        outputs.forEach(output -> all.add(memory.get(output).toArray()));
        int size = all.stream().mapToInt(values -> values.length).sum();
        if (runs == 0) {
            sums = new float[size];
        }
        int at = 0;
        for (float[] values : all) {
            for (float value : values) {
                sums[at++] += value;
            }
        }
        runs++;
    }

    /** Begins with another image. */
    void clear() {
        runs = 0;
    }

    /** That of what was taken in. */
    Likeness likeness() {
        if (runs == 0) {
            return Likeness.UNKNOWN;
        }
        float[] means = new float[sums.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = sums[i] / runs;
        }
        return new Likeness(means, known.map(images -> images.distance(means)).orElse(Double.NaN), limit);
    }
}
