package io.fovea.torch;

import io.fovea.graph.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When values are over. What autograd needs for the way back, it keeps by itself and frees as it goes; all else would stay in
 * memory until the step is done, such as what a convolution gives to a rectifier.
 */
final class LastUses {
    private LastUses() {}

    /**
     * For each node the values that nobody takes after it.
     *
     * @param path the nodes in the order in which they run
     * @param wanted values that stay
     */
    static List<List<String>> of(List<Node> path, Set<String> wanted) {
        Map<String, Integer> last = new LinkedHashMap<>();
        for (int i = 0; i < path.size(); i++) {
            for (String name : path.get(i).dependencies()) {
                int at = i;
                last.computeIfPresent(name, (same, before) -> at);
            }
            for (String name : path.get(i).outputs()) {
                last.put(name, i);
            }
        }
        last.keySet().removeAll(wanted);
        List<List<String>> over = new ArrayList<>();
        path.forEach(node -> over.add(new ArrayList<>()));
        last.forEach((name, at) -> over.get(at).add(name));
        return over;
    }
}
