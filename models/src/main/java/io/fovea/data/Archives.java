package io.fovea.data;

import io.fovea.FileStamp;
import io.fovea.FoveaException;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.zip.ZipException;

/**
 * Finds data in folders and in zip files that stand in their place. Nothing is unpacked, so no entry of a zip can reach
 * out of it. A zip is closed, by the garbage collector, when nobody holds a path into it any more; one that was replaced
 * is opened anew.
 */
public final class Archives {

    /**
     * By what no zip is kept open by: the path of one that lies in another would hold that.
     */
    private static final Map<String, Opened> OPEN = new HashMap<>();

    /** The files on disk, which for a zip in a zip is the outer one. */
    private static final Map<FileSystem, Path> ON_DISK = Collections.synchronizedMap(new WeakHashMap<>());

    private record Opened(FileStamp stamp, WeakReference<FileSystem> files) {
        Optional<FileSystem> current() {
            return Optional.ofNullable(files.get()).filter(open -> stamp.holds());
        }
    }

    private Archives() {}

    /** Whether this is a folder or a zip file. */
    public static boolean isFolder(Path path) {
        return Files.isDirectory(path) || isZip(path);
    }

    /**
     * A file or folder below a folder of data. Either may be a zip, and all of a zip may lie in one folder within it, as
     * it does when a folder was packed.
     *
     * @param name relative to {@code data}; empty for the folder itself
     * @return where it is, or would be
     * @throws FoveaException when a zip is damaged or has entries that lead out of it, or the name leads out of the data
     */
    public static Path find(Path data, String name) {
        requireBelow(data, name);
        Path root = isZip(data) ? open(data) : data;
        Path found = root.resolve(name);
        if (isZip(data) && !name.isEmpty() && !Files.exists(found)) {
            found = top(root).resolve(name);
        }
        if (isZip(found)) {
            return top(open(found));
        }
        return isZip(data) && name.isEmpty() ? top(root) : found;
    }

    private static void requireBelow(Path data, String name) {
        boolean below;
        try {
            Path path = Path.of(name);
            below = !path.isAbsolute()
                    && !name.startsWith("/")
                    && !path.normalize().startsWith("..");
        } catch (InvalidPathException e) {
            below = false;
        }
        if (!below) {
            throw new FoveaException(
                    "The path '" + name + "' leads out of the data in '" + data + "'; give one below that folder.");
        }
    }

    /** The file itself, or the zip file on disk in which it lies. */
    public static Path onDisk(Path file) {
        Path zip = ON_DISK.get(file.getFileSystem());
        return zip == null ? file : zip;
    }

    /** The innermost folder that holds everything: a folder's only folder, where it has nothing else. */
    private static Path top(Path root) {
        Path folder = root;
        List<Path> folders = ImageFiles.folders(folder);
        while (folders.size() == 1 && ImageFiles.files(folder).isEmpty()) {
            folder = folders.get(0);
            folders = ImageFiles.folders(folder);
        }
        return folder;
    }

    private static boolean isZip(Path path) {
        Path name = path.getFileName();
        return name != null && name.toString().toLowerCase(Locale.ROOT).endsWith(".zip") && Files.isRegularFile(path);
    }

    private static Path open(Path zip) {
        Path place = zip.toAbsolutePath().normalize();
        String key = place.toUri().toString();
        synchronized (OPEN) {
            OPEN.values().removeIf(opened -> opened.files().refersTo(null));
            return Optional.ofNullable(OPEN.get(key))
                    .flatMap(Opened::current)
                    .orElseGet(() -> opened(key, place))
                    .getPath("/");
        }
    }

    private static FileSystem opened(String key, Path zip) {
        Path onDisk = onDisk(zip);
        FileStamp stamp = FileStamp.of(onDisk);
        FileSystem files = openAnew(zip);
        OPEN.put(key, new Opened(stamp, new WeakReference<>(files)));
        ON_DISK.put(files, onDisk);
        return files;
    }

    private static FileSystem openAnew(Path zip) {
        try {
            return FileSystems.newFileSystem(zip, Map.of());
        } catch (ZipException e) {
            return openWithOldNames(zip, e);
        } catch (IOException | UnsupportedOperationException e) {
            throw unreadable(zip, e);
        }
    }

    /** Older programs write names in the alphabet of DOS. */
    private static FileSystem openWithOldNames(Path zip, ZipException first) {
        try {
            return FileSystems.newFileSystem(zip, Map.of("encoding", "Cp437"));
        } catch (IOException | UnsupportedOperationException e) {
            e.addSuppressed(first);
            throw unreadable(zip, e);
        }
    }

    private static FoveaException unreadable(Path zip, Exception cause) {
        return new FoveaException(
                "The zip file '" + zip + "' cannot be read (" + cause.getMessage()
                        + "); unpack it yourself and give the folder, or download it again.",
                cause);
    }
}
