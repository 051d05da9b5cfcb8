package io.fovea.zoo;

import io.fovea.FoveaException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The architectures by name, as {@code zoo:NAME} on the command line and in recipes. */
public final class Zoo {

    private static final Map<String, Architecture> ARCHITECTURES = new TreeMap<>(Map.of(
            "digits", new DigitConvnet(),
            "trimap-net", new TrimapNet(),
            "unet", new UNet()));

    private Zoo() {}

    /** All names, sorted. */
    public static Set<String> names() {
        return Set.copyOf(ARCHITECTURES.keySet());
    }

    /**
     * The architecture {@code name}, with or without {@code zoo:} before it.
     *
     * @throws FoveaException naming the known ones when there is none
     */
    public static Architecture find(String name) {
        String plain = name.startsWith("zoo:") ? name.substring(4) : name;
        Architecture architecture = ARCHITECTURES.get(plain);
        if (architecture == null) {
            throw new FoveaException("There is no architecture '" + plain + "'; the known ones are "
                    + String.join(", ", ARCHITECTURES.keySet()) + ".");
        }
        return architecture;
    }
}
