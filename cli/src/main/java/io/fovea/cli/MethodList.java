package io.fovea.cli;

import io.fovea.explain.method.Method;
import io.fovea.explain.method.MethodOption;
import java.util.ArrayList;
import java.util.List;

/** The methods of explanation as a list that reads well in a terminal and in a document. */
final class MethodList {
    private MethodList() {}

    /** A line for each method: what it shows, what it needs and where it is from; below it one for each option. */
    static List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Method method : Method.all()) {
            String needs = needs(method);
            lines.add("- **" + method.id() + "**: " + method.description() + ". " + "Needs "
                    + (needs.isEmpty() ? "one run" : needs) + ". " + method.paper() + ".");
            for (MethodOption option : method.options()) {
                lines.add("  - `" + option + "`: " + option.sentence() + ".");
            }
        }
        return lines;
    }

    private static String needs(Method method) {
        List<String> needs = new ArrayList<>();
        if (method.needsLayer()) {
            needs.add("a layer");
        }
        if (method.needsGradient()) {
            needs.add("gradients");
        }
        if (method.needsManyRuns()) {
            needs.add("many runs");
        }
        return String.join(", ", needs);
    }
}
