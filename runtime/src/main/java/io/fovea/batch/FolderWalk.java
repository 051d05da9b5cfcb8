package io.fovea.batch;

import io.fovea.image.Formats;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lies in a folder and below it. A folder that is an image is one of its files. Names that begin with a dot are passed over. Links are followed, after all that is
 * reached without one, but not to a folder that holds the first one: that way leads in a circle.
 */
final class FolderWalk {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWalk.class);

    private final Path top;
    private final boolean once;
    private final Set<Path> entered = new HashSet<>();
    private final Deque<Link> links = new ArrayDeque<>();
    private final List<Entry> files = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();

    /**
     * A file, or a folder that is an image.
     *
     * @param path below the folder as it was given
     * @param real the same place without links
     * @param isFolder whether it is a folder
     */
    record Entry(Path path, Path real, boolean isFolder) {
        /** Whether this is an image, as far as its name tells. */
        boolean isNamedLikeImage() {
            return isFolder || Formats.isNamedLikeImage(path);
        }
    }

    private record Link(Path path, int depth) {}

    private FolderWalk(Path top, boolean once) {
        this.top = top;
        this.once = once;
    }

    /**
     * Walks from {@code folder}.
     *
     * @param depth how many folders below each other to look into; 1 for this one alone
     * @param once whether a folder that several links lead to is looked into once only; without a limit of depth it must be
     * @throws IOException if this folder cannot be read; one below it becomes a failure
     */
    static FolderWalk from(Path folder, int depth, boolean once) throws IOException {
        FolderWalk walk = new FolderWalk(folder.toRealPath(), once);
        walk.enter(folder, walk.top, depth);
        while (!walk.links.isEmpty()) {
            walk.follow(walk.links.remove());
        }
        return walk;
    }

    /** Everything that is a file, whatever its name ends in, and folders that are images; in no order. */
    List<Entry> files() {
        return files;
    }

    /** The folders below the first one that were met. */
    List<Path> folders() {
        return folders;
    }

    /** Folders that cannot be read, and images that are links to nothing. */
    List<Failure> failures() {
        return failures;
    }

    private void enter(Path folder, Path real, int depth) throws IOException {
        if (once && !entered.add(real)) {
            return;
        }
        for (Path entry : list(folder)) {
            try {
                meet(entry, real.resolve(entry.getFileName()), depth);
            } catch (NoSuchFileException e) {
                LOG.debug("{} went away", entry, e);
            }
        }
    }

    private void meet(Path entry, Path real, int depth) throws IOException {
        BasicFileAttributes what = Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (what.isRegularFile()) {
            files.add(new Entry(entry, real, false));
        } else if (what.isDirectory()) {
            descend(entry, real, depth);
        } else {
            links.add(new Link(entry, depth));
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path entry : stream) {
                if (!Inputs.isHidden(entry)) {
                    entries.add(entry);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries.stream().sorted().toList();
    }

    private void descend(Path folder, Path real, int depth) {
        if (Formats.isImageFolder(folder)) {
            files.add(new Entry(folder, real, true));
            return;
        }
        folders.add(folder);
        if (depth == 1) {
            return;
        }
        try {
            enter(folder, real, depth - 1);
        } catch (IOException e) {
            LOG.debug("{} cannot be read", folder, e);
            failures.add(new Failure(
                    folder,
                    "The folder '" + folder + "' cannot be read, and its images are not done: check that you may"
                            + " read it."));
        }
    }

    private void follow(Link link) throws IOException {
        Path path = link.path();
        if (!Files.exists(path)) {
            if (Formats.isNamedLikeImage(path)) {
                failures.add(new Failure(path, "'" + path + "' is a link to a file that is not there."));
            }
            return;
        }
        Path real = path.toRealPath();
        if (Files.isRegularFile(real)) {
            files.add(new Entry(path, real, false));
        } else if (Files.isDirectory(real) && !top.startsWith(real)) {
            descend(path, real, link.depth());
        }
    }
}
