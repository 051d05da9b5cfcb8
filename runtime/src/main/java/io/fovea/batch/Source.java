package io.fovea.batch;

import java.io.IOException;
import java.nio.file.Files;
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
 * @param stored the file itself, if it lies in a store
 */
public record Source(Path file, String name, Optional<Shard> part, Optional<StoredFile> stored) {
    private static final Pattern PART = Pattern.compile("(.+) \\(part (\\d{1,6}) of (\\d{1,6})\\)");

    /** All of a file. */
    public Source(Path file, String name) {
        this(file, name, Optional.empty(), Optional.empty());
    }

    /** All of a file in a store. */
    Source(StoredFile stored, String name) {
        this(stored.path(), name, Optional.empty(), Optional.of(stored));
    }

    /** Where a machine finds it that has another working folder. */
    String place() {
        return stored.map(StoredFile::address)
                .orElseGet(() -> file.toAbsolutePath().toString());
    }

    /** Its size, 0 if it is not there; of a folder the folder's own. */
    long bytes() {
        return stored.map(StoredFile::bytes).orElseGet(() -> {
            try {
                return Files.size(file);
            } catch (IOException e) {
                return 0L; // whoever works on it says so
            }
        });
    }

    /** The file as a user would write it. */
    String called() {
        return stored.map(StoredFile::address).orElseGet(file::toString);
    }

    /** By what the file is known again. Blocks on the disk, unless it lies in a store. */
    InputState state() {
        return stored.map(StoredFile::state).orElseGet(() -> InputState.of(file));
    }

    /** The name without its suffix, with which those of results begin. */
    public String stem() {
        int folder = name.lastIndexOf('/') + 1;
        return name.substring(0, folder) + Inputs.stem(file);
    }

    /** A part of the file. */
    Source part(Shard which) {
        return new Source(
                file, name + " (part " + which.index() + " of " + which.count() + ")", Optional.of(which), stored);
    }

    /** The file that it is a part of, or all of. */
    Source whole() {
        return part.isEmpty() ? this : new Source(file, wholeOf(name).orElse(name), Optional.empty(), stored);
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
