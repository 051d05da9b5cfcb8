package io.fovea.fuzz;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * One damaged input.
 *
 * @param seed of the whole run
 * @param number of the case in it; both together decide the bytes
 * @param from the name of what was damaged
 */
record Case(long seed, int number, Kind kind, String from, String suffix, byte[] bytes) {

    /** Makes a case, the same at every call as long as the seeds are. */
    static Case of(long seed, int number, Map<Kind, List<Seed>> seeds) {
        Random random = new Random(seed * 1_000_003L + number);
        Kind kind = Kind.any(random);
        List<Seed> some = seeds.get(kind);
        Seed one = some.get(random.nextInt(some.size()));
        Seed other = some.get(random.nextInt(some.size()));
        return new Case(seed, number, kind, one.name(), one.suffix(), kind.mutated(one, other, random));
    }

    /** The name of the file that it is tried as; {@link #kindOf} reads it. */
    String fileName() {
        return String.format(Locale.ROOT, "%d-%07d.%s%s", seed, number, kind, suffix);
    }

    /** The kind that the name of a case's file tells. */
    static Kind kindOf(Path file) {
        String name = file.getFileName().toString();
        return Arrays.stream(Kind.values())
                .filter(kind -> name.contains("." + kind + "."))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + name + "' does not say what it is, as 1-0000001.model.onnx does"));
    }
}
