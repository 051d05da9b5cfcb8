package io.fovea.anatomy;

import io.fovea.FoveaException;
import io.fovea.graph.Node;
import io.fovea.graph.operator.Family;
import io.fovea.graph.operator.Operator;
import io.fovea.graph.operator.Operators;
import io.fovea.graph.operator.ProbabilityKind;
import io.fovea.image.Layout;
import io.fovea.session.ProbedShapes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The feature maps of a model, and the one that its head looks at.
 *
 * <p>That of a classifier is the last that all of the image's influence goes through, before pooling. What only pools
 * scores that are there already is no head: then it is the map that the scores are computed from. Where one token stands
 * for the whole image, it is what the last attention is given, since behind that the other tokens count no more. That of
 * a segmentation is the last on its coarsest grid, the bottleneck, where its features mean most (Vinogradova et al.,
 * "Towards interpretable semantic segmentation via gradient-weighted class activation mapping", 2020).
 */
public final class FeatureLayers {
    /** Maps coarser than this by side are summaries of the image, not bottlenecks. */
    private static final int COARSEST = 33;

    private final ForwardPath path;
    private final List<FeatureLayer> all;

    private FeatureLayers(ForwardPath path, List<FeatureLayer> all) {
        this.path = path;
        this.all = all;
    }

    /** Finds them. */
    static FeatureLayers of(ForwardPath path, ProbedShapes shapes, Layout input) {
        GridForms grids = GridForms.of(path, shapes, input);
        List<FeatureLayer> maps = new ArrayList<>();
        for (Node node : path.nodes()) {
            // A quantised value is read where it stands for real numbers again.
            for (String value : node.is("QuantizeLinear") ? List.<String>of() : path.outputs(node)) {
                grids.map(node.layer(), node.op(), value).ifPresent(maps::add);
            }
        }
        return new FeatureLayers(path, maps);
    }

    /** The layers that can be explained, in the model's order. */
    public Set<String> layers() {
        return all.stream().map(FeatureLayer::layer).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The values that lie on a grid. */
    public List<String> values() {
        return all.stream().map(FeatureLayer::value).toList();
    }

    /**
     * The map of a layer, a node or a value.
     *
     * @throws FoveaException that lists the layers if there is none of that name
     */
    public FeatureLayer named(String name) {
        return find(name)
                .orElseThrow(() -> new FoveaException("There is no layer '" + name
                        + "' on a grid over the image. Those that can be explained are: "
                        + String.join(", ", layers()) + "."));
    }

    /** The map that a value is, by its own name. */
    public Optional<FeatureLayer> ofValue(String value) {
        return all.stream().filter(map -> map.value().equals(value)).findFirst();
    }

    /** Whether there is a map of that name. */
    boolean has(String name) {
        return find(name).isPresent();
    }

    private Optional<FeatureLayer> find(String name) {
        List<String> mapped = values();
        List<Node> nodes = path.nodes().stream()
                .filter(node -> node.outputs().stream().anyMatch(mapped::contains))
                .toList();
        return LayerName.find(name, nodes).flatMap(node -> all.stream()
                .filter(map -> node.outputs().contains(map.value()))
                .reduce((one, other) -> other.value().equals(LayerName.value(name, node)) ? other : one));
    }

    /**
     * The map that the head of a classifier looks at.
     *
     * @param classes how many scores there are
     * @throws FoveaException if no value lies on a grid
     */
    FeatureLayer beforeHead(int classes) {
        List<String> bottlenecks = path.bottlenecks();
        List<FeatureLayer> spine =
                all.stream().filter(map -> bottlenecks.contains(map.value())).toList();
        return choose(spine.isEmpty() ? all : spine, classes);
    }

    /** The last map on the coarsest grid of a segmentation; otherwise as {@link #beforeHead}. */
    FeatureLayer bottleneck(int classes, int width, int height) {
        List<FeatureLayer> kept = all.stream()
                .filter(map -> map.width() * COARSEST >= width && map.height() * COARSEST >= height)
                .toList();
        long coarsest = kept.stream().mapToLong(FeatureLayers::area).min().orElse(0);
        return choose(kept.stream().filter(map -> area(map) == coarsest).toList(), classes);
    }

    private static long area(FeatureLayer map) {
        return (long) map.width() * map.height();
    }

    private FeatureLayer choose(List<FeatureLayer> maps, int classes) {
        if (maps.isEmpty()) {
            throw new FoveaException("The model has no layer on a grid over the image, so it has no class activation"
                    + " map; take a method that asks for pixels, such as saliency or occlusion.");
        }
        int last = uncarried(maps, maps.size() - 1);
        if (maps.get(last).channels() == classes && !anyBehind(maps.get(last), Operator::weighs)) {
            int scores = last;
            while (scores > 0 && !Operators.named(maps.get(scores).op()).weighs()) {
                scores--;
            }
            last = scores > 0 ? uncarried(maps, scores - 1) : last;
        }
        int token = last;
        while (token > 0
                && maps.get(token).form() == FeatureLayer.Form.CLASS_TOKENS
                && !anyBehind(maps.get(token), operator -> operator.probabilities() == ProbabilityKind.SHARED)) {
            token--;
        }
        return maps.get(token);
    }

    /** The last map up to an index that is no mere carrier. */
    private static int uncarried(List<FeatureLayer> maps, int from) {
        int index = from;
        while (index > 0 && carries(maps.get(index))) {
            index--;
        }
        return carries(maps.get(index)) ? from : index;
    }

    /** Whether a map's operator carried or condensed another without making a new one of it. */
    private static boolean carries(FeatureLayer map) {
        Operator operator = Operators.named(map.op());
        return operator.carries() || operator.is(Family.POOLING, Family.PADDING, Family.RESIZING);
    }

    /** Whether one of the operators lies between a map and the scores. */
    private boolean anyBehind(FeatureLayer map, Predicate<Operator> wanted) {
        Set<String> reached = new HashSet<>(List.of(map.value()));
        for (Node node : path.nodes()) {
            if (node.dependencies().stream().anyMatch(reached::contains)) {
                if (wanted.test(Operators.of(node))) {
                    return true;
                }
                reached.addAll(node.outputs());
            }
        }
        return false;
    }
}
