package io.fovea.graph;

import io.fovea.graph.Raising.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Operators with settings that became inputs. */
final class FormerAttributes {

    static final Map<String, Change> CHANGES = Map.of(
            "Clip", new Change(11, FormerAttributes::clip),
            "Dropout", new Change(12, FormerAttributes::dropout),
            "Pad", new Change(11, FormerAttributes::pad),
            "ReduceSum", new Change(13, place -> integers(place, "axes")),
            "Slice", new Change(10, place -> integers(place, "starts", "ends", "axes")),
            "Split", new Change(13, place -> integers(place, "split")),
            "Squeeze", new Change(13, place -> integers(place, "axes")),
            "TopK", new Change(10, FormerAttributes::topK),
            "Unsqueeze", new Change(13, place -> integers(place, "axes")));

    private FormerAttributes() {}

    /** Lists of integers, in the order of the new inputs; only the last ones may be missing. */
    private static void integers(NodeReplacement place, String... names) {
        List<String> inputs = new ArrayList<>(place.node().inputs());
        Attributes attributes = place.attributes();
        for (String name : names) {
            if (attributes.has(name)) {
                inputs.add(place.constant(name, Tensor.of(attributes.integers(name))));
                attributes = attributes.without(name);
            }
        }
        place.become(place.node().op(), inputs, attributes);
    }

    private static void clip(NodeReplacement place) {
        List<String> inputs = new ArrayList<>(place.node().inputs());
        Attributes attributes = place.attributes();
        for (String name : List.of("min", "max")) {
            inputs.add(attributes.has(name) ? place.number(name, attributes.real(name, 0)) : "");
            attributes = attributes.without(name);
        }
        place.become("Clip", inputs, attributes);
    }

    private static void pad(NodeReplacement place) {
        List<String> inputs = new ArrayList<>(place.node().inputs());
        Attributes attributes = place.attributes();
        inputs.add(place.constant("pads", Tensor.of(attributes.integers("pads"))));
        inputs.add(place.number("value", attributes.real("value", 0)));
        place.become("Pad", inputs, attributes.without("pads").without("value"));
    }

    private static void dropout(NodeReplacement place) {
        Attributes attributes = place.attributes();
        // The mask had the type of the data before version 10; where nobody wants it, it can go.
        Node node = place.withOneOutput();
        String ratio = place.constant("ratio", Tensor.scalar(attributes.real("ratio", 0.5f)));
        place.graph()
                .replace(
                        place.node(),
                        node.withInputs(List.of(node.input(0), ratio)).withAttributes(attributes.without("ratio")));
    }

    private static void topK(NodeReplacement place) {
        Attributes attributes = place.attributes();
        String k = place.constant("k", Tensor.of(attributes.integer("k", 1)));
        place.become("TopK", List.of(place.node().input(0), k), attributes.without("k"));
    }
}
