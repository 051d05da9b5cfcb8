package io.fovea.batch;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image file that a user means, or a part of one that several machines divide, and what it is called in results.
 *
 * @param file where it lies
 * @param name its path below the folder given, with {@code /} between folders on every system; different for every source
 * @param part which part of the file it is; empty for all of it
 */
public record Source(Path file, String name, Optional<Shard> part) {
    private static final Pattern PART = Pattern.compile("(.+) \\(part (\\d{1,6}) of (\\d{1,6})\\)");

    /** All of a file. */
    public Source(Path file, String name) {
        this(file, name, Optional.empty());
    }

    /** The name without its suffix, with which those of results begin. */
    public String stem() {
        int folder = name.lastIndexOf('/') + 1;
        return name.substring(0, folder) + Inputs.stem(file);
    }

    /** A part of the file. */
    Source part(Shard which) {
        return new Source(file, name + " (part " + which.index() + " of " + which.count() + ")", Optional.of(which));
    }

    /** The file that it is a part of, or all of. */
    Source whole() {
        return part.isEmpty() ? this : new Source(file, wholeOf(name).orElse(name));
    }

    /** The name of a file, of that of a part; empty of others. */
    static Optional<String> wholeOf(String name) {
        return match(name).map(matcher -> matcher.group(1));
    }

    /** Which part a name means; empty of the name of a file. */
    static Optional<Shard> partOf(String name) {
        return match(name)
                .map(matcher -> new Shard(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3))));
    }

    private static Optional<Matcher> match(String name) {
        Matcher matcher = PART.matcher(name);
        return matcher.matches() ? Optional.of(matcher) : Optional.empty();
    }
}
