package io.fovea.data;

import io.fovea.FoveaException;
import io.fovea.image.Color;
import io.fovea.image.Formats;
import io.fovea.model.Input;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Files in a folder of data, or pages of files, that no example is made of.
 *
 * @param why what they are
 * @param files how many
 * @param first one of them, as a path within the folder
 */
public record UnusedFiles(Reason why, int files, String first) {

    /** Why a file is not used; completes "3 files ...". */
    public enum Reason {
        /** Its name does not end like that of an image. */
        NO_IMAGE("that is no image by its name", "that are no images by their names"),
        /** It lies in a folder that no example comes from. */
        ELSEWHERE("in a folder that is not looked into", "in folders that are not looked into"),
        /** There is no image for this mask, or no word of this image in the table. */
        ALONE("without a partner", "without a partner"),
        /** A folder that is none of the parts of a data set that is split already. */
        FOLDER("beside the folders that are used", "beside the folders that are used"),
        /** It is used, but for the pages after its first. */
        PAGES("", "");

        private final String ofOne;
        private final String ofMany;

        Reason(String ofOne, String ofMany) {
            this.ofOne = ofOne;
            this.ofMany = ofMany;
        }
    }

    /** For example {@code 3 files in folders that are not looked into, such as 'cat/old/1.png'}. */
    @Override
    public String toString() {
        if (why == Reason.PAGES) {
            return "all pages but the first of "
                    + (files == 1 ? "'" + first + "'" : files + " files, such as '" + first + "'");
        }
        String thing = why == Reason.FOLDER ? "folder" : "file";
        return files == 1
                ? "1 " + thing + " " + why.ofOne + ", '" + first + "'"
                : files + " " + thing + "s " + why.ofMany + ", such as '" + first + "'";
    }

    /**
     * Looks through folders, with all that is below them; hidden files are passed over. Blocks.
     *
     * @param data the folder that names are told in
     * @param folders where examples come from; what is no folder is passed over
     * @param used the files that examples are made of
     * @throws FoveaException when a folder cannot be read
     */
    public static List<UnusedFiles> in(Path data, Collection<Path> folders, Collection<Path> used) {
        Finder finder = new Finder(data, folders, used);
        try {
            for (Path folder : new HashSet<>(folders)) {
                if (Files.isDirectory(folder)) {
                    Files.walkFileTree(folder, finder);
                }
            }
        } catch (IOException e) {
            throw new FoveaException("The data folder '" + data + "' cannot be read: " + e.getMessage() + ".", e);
        }
        return finder.found();
    }

    /**
     * The folders beside the parts of a data set that is split already.
     *
     * @param parent the folder that has the parts
     * @param parts that are used
     */
    public static List<UnusedFiles> beside(Path parent, Collection<Path> parts) {
        Set<Path> known = new HashSet<>();
        parts.forEach(part -> known.add(plain(part)));
        List<String> others = ImageFiles.folders(parent).stream()
                .filter(folder -> known.stream().noneMatch(part -> part.startsWith(plain(folder))))
                .map(ImageFiles::name)
                .toList();
        return others.isEmpty() ? List.of() : List.of(new UnusedFiles(Reason.FOLDER, others.size(), others.get(0)));
    }

    /** Files that are used, page by page, but have more pages than the one that is. Looks into their headers; blocks. */
    public static List<UnusedFiles> pages(Path data, Collection<Path> used) {
        return pages(data, used, Input.whole(Color.GRAY));
    }

    /**
     * Files that are used, but have more images than the one that is. Looks into their headers; blocks.
     *
     * @param data the folder that names are told in
     * @param used the files that examples are made of
     * @param input what they are read for
     */
    public static List<UnusedFiles> pages(Path data, Collection<Path> used, Input input) {
        List<Path> stacks = used.parallelStream()
                .filter(file -> ImageFiles.hasSeveral(file, input))
                .map(UnusedFiles::plain)
                .distinct()
                .sorted()
                .toList();
        return stacks.isEmpty()
                ? List.of()
                : List.of(new UnusedFiles(Reason.PAGES, stacks.size(), name(plain(data), stacks.get(0))));
    }

    private static Path plain(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /** A file's name within a folder, where it lies in it. */
    private static String name(Path folder, Path file) {
        boolean within = file.getFileSystem().equals(folder.getFileSystem()) && file.startsWith(folder);
        return (within ? folder.relativize(file) : file).toString().replace('\\', '/');
    }

    private static final class Finder extends SimpleFileVisitor<Path> {
        private final Path data;
        private final Set<Path> used = new HashSet<>();
        private final Set<Path> lookedInto = new HashSet<>();
        private final Set<Path> met = new HashSet<>();
        private final Set<Path> folders = new HashSet<>();
        private final Map<Reason, List<Path>> found = new EnumMap<>(Reason.class);

        Finder(Path data, Collection<Path> folders, Collection<Path> used) {
            this.data = plain(data);
            folders.forEach(folder -> this.folders.add(plain(folder)));
            for (Path each : used) {
                Path file = plain(each);
                this.used.add(file);
                lookedInto.add(file.getParent());
            }
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            // Folders may lie in each other.
            boolean isAskedFor = folders.contains(plain(folder));
            return met.add(plain(folder)) && (isAskedFor || !isHidden(folder))
                    ? FileVisitResult.CONTINUE
                    : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) {
            Path file = plain(each);
            if (!used.contains(file) && !isHidden(file)) {
                Reason why = !Formats.isNamedLikeImage(file)
                        ? Reason.NO_IMAGE
                        : lookedInto.contains(file.getParent()) ? Reason.ALONE : Reason.ELSEWHERE;
                found.computeIfAbsent(why, any -> new ArrayList<>()).add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        private static boolean isHidden(Path path) {
            return path.getFileName() != null
                    && (ImageFiles.name(path).startsWith(".")
                            || ImageFiles.name(path).equals("__MACOSX"));
        }

        List<UnusedFiles> found() {
            List<UnusedFiles> all = new ArrayList<>();
            found.forEach((why, files) -> {
                Path first = files.stream().sorted().findFirst().orElseThrow();
                all.add(new UnusedFiles(why, files.size(), name(data, first)));
            });
            return all;
        }
    }
}
