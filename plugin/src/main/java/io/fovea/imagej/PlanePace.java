package io.fovea.imagej;

import ij.ImagePlus;
import io.fovea.FoveaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How long the planes of images took, so that a dialog can say how long the next stack will take. In memory. Thread-safe. */
final class PlanePace {
    /** Keys on whose values it depends, beside the size of the image. */
    private static final Set<String> COUNTS = Set.of(
            "model",
            "device",
            "augment",
            "method",
            "options",
            "classes",
            "layers",
            "smooth",
            "by",
            "all",
            "diameter",
            "scale",
            "pixelsize",
            "whole");

    private static final Map<List<Object>, Double> SECONDS = new ConcurrentHashMap<>();
    private static final double MINUTE = 60;

    private PlanePace() {}

    /** Remembers how long a call took. */
    static void note(CommandCall call, double seconds) {
        int planes = planes(call);
        if (planes > 0) {
            SECONDS.put(work(call), seconds / planes);
        }
    }

    /** What a call will do and, if the like was done before, how long it takes; nothing where one plane alone is taken. */
    static String sentence(CommandCall call) {
        int planes = planes(call);
        if (planes == 0 || call.image().getStackSize() == 1) {
            return "";
        }
        Double each = SECONDS.get(work(call));
        return planes
                + (planes == 1 ? " plane" : " planes")
                + (each == null ? "; how long is said after the first" : ", " + about(each * planes));
    }

    /** {@code about 12 s}. */
    static String about(double seconds) {
        return seconds < 2 * MINUTE
                ? "about " + Math.max(1, Math.round(seconds)) + " s"
                : "about " + Math.round(seconds / MINUTE) + " min";
    }

    /** How many planes are taken one by one; 0 if there is no image, or none of those planes. */
    private static int planes(CommandCall call) {
        ImagePlus image = call.image();
        if (image == null || !(call.command() instanceof KnowsImage knows) || !knows.isPlaneByPlane()) {
            return 0;
        }
        try {
            return Planes.of(image, new PlaneKeys("", call.text("slice"), call.text("frame")))
                    .count();
        } catch (FoveaException e) {
            return 0; // half typed
        }
    }

    private static List<Object> work(CommandCall call) {
        List<Object> work = new ArrayList<>(
                List.of(call.name(), call.image().getWidth(), call.image().getHeight()));
        call.keys().stream().filter(key -> COUNTS.contains(key.name())).forEach(key -> work.add(key.text()));
        return work;
    }
}
