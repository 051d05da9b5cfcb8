package io.fovea.batch;

import io.fovea.FoveaException;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of paths: {@code *} and {@code ?} stand for parts of a name, {@code [a-z]} for a letter of it, {@code {a,b}}
 * for one of several, {@code **} for any number of folders, which may be none.
 *
 * @param text the pattern as it was given
 * @param root the deepest folder that it names without wildcards, empty for the current one
 * @param rest what it says of paths below that, parted by {@code /}
 */
record Glob(String text, Path root, String rest) {
    private static final String WILD = "*?[{";
    private static final String FOLDERS = "**/";

    static boolean isWild(String text) {
        return text.chars().anyMatch(c -> WILD.indexOf(c) >= 0);
    }

    /** Parses what {@link #isWild}. */
    static Glob parse(String text) {
        String pattern = text.replace(File.separatorChar, '/').replaceFirst("/+$", "");
        int wild = 0;
        while (WILD.indexOf(pattern.charAt(wild)) < 0) {
            wild++;
        }
        int cut = pattern.lastIndexOf('/', wild) + 1;
        return new Glob(text, Path.of(pattern.substring(0, cut)), pattern.substring(cut));
    }

    /** What matches, and folders that could not be looked into. */
    record Matches(List<FolderWalk.Entry> files, List<Path> folders, List<Failure> failures) {}

    /**
     * Looks for files and folders. Where the pattern leaves the suffix open, only images count as files.
     *
     * @throws FoveaException if it is no pattern
     * @throws IOException if the root cannot be read
     */
    Matches find() throws IOException {
        PathMatcher matcher = matcher();
        if (!Files.isDirectory(root)) {
            return new Matches(List.of(), List.of(), List.of());
        }
        boolean deep = rest.contains("**");
        FolderWalk walk = FolderWalk.from(root, deep ? Integer.MAX_VALUE : rest.split("/").length, deep);
        Predicate<Path> matches = path -> matcher.matches(root.relativize(path));
        boolean isOpen = leavesSuffixOpen();
        return new Matches(
                walk.files().stream()
                        .filter(file -> matches.test(file.path()) && (!isOpen || file.isNamedLikeImage()))
                        .toList(),
                walk.folders().stream().filter(matches).toList(),
                walk.failures());
    }

    private PathMatcher matcher() {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + noFolderToo(rest));
        } catch (PatternSyntaxException e) {
            throw new FoveaException(
                    "There is no file '" + text + "', and it is no pattern either: " + e.getDescription() + ".", e);
        }
    }

    /** Java's {@code **}{@code /} demands a folder, a shell's does not. */
    private static String noFolderToo(String pattern) {
        StringBuilder mended = new StringBuilder();
        boolean alternatives = false; // they cannot be nested
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            alternatives = c == '{' || alternatives && c != '}';
            boolean begins = i == 0 || pattern.charAt(i - 1) == '/';
            if (begins && !alternatives && pattern.startsWith(FOLDERS, i)) {
                mended.append('{').append(FOLDERS).append(",}");
                i += FOLDERS.length() - 1;
            } else {
                mended.append(c);
            }
        }
        return mended.toString();
    }

    private boolean leavesSuffixOpen() {
        String name = rest.substring(rest.lastIndexOf('/') + 1);
        String suffix = name.substring(name.lastIndexOf('.') + 1);
        return !name.contains(".") || suffix.contains("*") || suffix.contains("?");
    }
}
