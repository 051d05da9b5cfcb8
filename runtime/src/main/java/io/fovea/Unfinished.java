package io.fovea;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The files and folders that are being written and not yet in their place. A process that ends without waiting for its
 * work takes them away, so that nothing half-written stays behind. Thread-safe.
 */
public final class Unfinished {
    private static final Set<Path> PLACES = ConcurrentHashMap.newKeySet();
    private static final int TRIES = 5;

    private static volatile boolean over;

    private Unfinished() {}

    /**
     * Notes a place before anything is written there.
     *
     * @throws IOException once {@link #discard} was called: what begins now would stay behind
     */
    public static void begin(Path place) throws IOException {
        PLACES.add(place);
        if (over) {
            PLACES.remove(place);
            throw new IOException("the process is ending");
        }
    }

    /** Forgets a place that is finished or taken away. */
    public static void end(Path place) {
        PLACES.remove(place);
    }

    /** Takes away whatever is unfinished, and lets nothing new begin. To be called right before the process ends. */
    public static void discard() {
        over = true;
        for (Path place : PLACES) {
            // Whoever writes there goes on until it notices.
            for (int i = 0; i < TRIES && !delete(place); i++) {
                Thread.yield();
            }
        }
    }

    private static boolean delete(Path place) {
        try (Stream<Path> all = Files.exists(place) ? Files.walk(place) : Stream.empty()) {
            List<Path> children = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : children) {
                Files.deleteIfExists(path);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
