package io.fovea.batch;

import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** Where machines are had, such as Apache Spark: a service, which is there where its library is. */
public interface MachinePark {
    /** What it is called by, such as {@code spark}. */
    String name();

    /**
     * Has machines. Blocks.
     *
     * @param title of the work, for people
     * @param settings by name, as a user gave them
     * @param tell takes sentences for the user
     * @throws io.fovea.FoveaException if they cannot be had
     */
    Machines open(String title, Map<String, String> settings, Consumer<String> tell);

    /** The one of a name; empty where its library is not there. */
    static Optional<MachinePark> find(String name) {
        return ServiceLoader.load(MachinePark.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(park -> park.name().equals(name))
                .findFirst();
    }
}
