package io.fovea.transfer;

import io.fovea.graph.Graph;
import io.fovea.model.Model;
import io.fovea.recipe.data.RecipeData;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** On what data a model and all that it stands on have learned. */
public final class SeenData {

    /** The metadata key under which a model keeps the fingerprints of all data that its base learned from, a line for each. */
    static final String OF_BASE_KEY = "fovea.base.data.sha256";

    private SeenData() {}

    /** The fingerprints of the data that a model learned from, and its base, and that one's base, as far as they are kept. */
    public static Set<String> of(Model model) {
        Map<String, String> kept = model.graph().metadata();
        return Stream.of(RecipeData.FINGERPRINT_KEY, OF_BASE_KEY)
                .flatMap(key -> kept.getOrDefault(key, "").lines())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Lets a network that begins with a model's weights keep what that one has seen. */
    static void keep(Model model, Graph network) {
        Set<String> seen = of(model);
        if (!seen.isEmpty()) {
            network.metadata().put(OF_BASE_KEY, String.join("\n", seen));
        }
    }
}
