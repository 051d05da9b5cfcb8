package io.fovea.cli.benchmark;

import java.util.Map;

/**
 * What the launcher asks of glibc for commands that train, unless the user asks otherwise. Every step of a training takes and
 * gives back blocks of many megabytes; glibc gives those back to the system, which maps and clears their pages anew each time.
 */
public final class MallocSettings {
    /** The variables. An arena other than the first holds no block of over 64 MB, and Java's main thread has one of those. */
    public static final Map<String, String> KEPT = Map.of(
            "MALLOC_ARENA_MAX", "1", "MALLOC_MMAP_THRESHOLD_", "4294967296", "MALLOC_TRIM_THRESHOLD_", "8589934592");

    private MallocSettings() {}

    /** Puts a process that is started with {@code environment} under these settings, or under none. */
    static void apply(Map<String, String> environment, boolean keeps) {
        environment.keySet().removeAll(KEPT.keySet());
        if (keeps) {
            environment.putAll(KEPT);
        }
    }
}
