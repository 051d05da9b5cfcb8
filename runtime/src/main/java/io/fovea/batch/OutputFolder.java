package io.fovea.batch;

import io.fovea.AtomicFile;
import io.fovea.AtomicFolder;
import io.fovea.FoveaException;
import io.fovea.image.Origin;
import io.fovea.task.ImageAddition;
import io.fovea.task.ImageDocument;
import io.fovea.task.ResultFolder;
import io.fovea.task.SegmentJob;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A folder for results that is known to be writable. A result takes the place of an earlier one, but not of an input, nor
 * of any other file that Fovea did not write.
 */
public final class OutputFolder {
    private final Path path;
    private final Set<Path> inputs;

    private OutputFolder(Path path, Set<Path> inputs) {
        this.path = path;
        this.inputs = inputs;
    }

    /**
     * Makes the folder if it is not there, and tries to write into it.
     *
     * @param inputs what the results will be made from
     * @throws FoveaException if that fails
     */
    public static OutputFolder open(Path path, Inputs inputs) {
        return open(path, inputs.files());
    }

    static OutputFolder open(Path path, List<Path> inputs) {
        try {
            AtomicFile.tryFolder(path);
            Set<Path> places = new HashSet<>();
            for (Path file : inputs) {
                places.add(Files.exists(file) ? file.toRealPath() : file.toAbsolutePath());
            }
            return new OutputFolder(path, places);
        } catch (IOException e) {
            throw new FoveaException(
                    "Cannot write to the output folder '" + path + "'; give one that you may write to.", e);
        }
    }

    /**
     * Writes what was made of an image, with a note in each file of what it was made from. Nothing is written if one of them
     * must not be.
     *
     * @param source what they were made from
     * @param made with names in this folder, with {@code /} between folders
     * @param work by what is known again what was added to the same image for the same
     * @return their sizes in bytes, by the same names
     * @throws FoveaException as {@link #place}, or if one cannot be written
     */
    Map<String, Long> write(Source source, FolderRun.Made made, String work) {
        made.pictures().keySet().forEach(this::place);
        made.documents().keySet().forEach(this::place);
        made.folders().keySet().forEach(this::place);
        Map<String, Long> sizes = new LinkedHashMap<>();
        made.pictures().forEach((name, picture) -> {
            picture.write(path.resolve(name), source.name());
            sizes.put(name, size(path.resolve(name)));
        });
        made.documents().forEach((name, document) -> {
            write(path.resolve(name), document, source);
            sizes.put(name, size(path.resolve(name)));
        });
        made.folders().forEach((name, folder) -> {
            fill(path.resolve(name), folder, source);
            sizes.put(name, size(path.resolve(name)));
        });
        made.additions().forEach(addition -> add(addition, source, work));
        return sizes;
    }

    private static void add(ImageAddition addition, Source source, String work) {
        try {
            addition.write(source.name(), work);
        } catch (IOException e) {
            throw new FoveaException(
                    "Cannot add labels to '" + source.file() + "': check that its folder can be written.", e);
        }
    }

    private static void write(Path file, ImageDocument document, Source source) {
        try {
            AtomicFile.write(file, out -> {
                OutputStream buffered = new BufferedOutputStream(out);
                document.writeTo(buffered, source.name());
                buffered.flush();
            });
        } catch (IOException e) {
            throw new FoveaException("Cannot write '" + file + "': check that its folder can be written.", e);
        }
    }

    private static void fill(Path place, ResultFolder folder, Source source) {
        try {
            AtomicFolder.write(place, part -> folder.writeTo(part, source.name()));
        } catch (IOException e) {
            throw new FoveaException("Cannot write '" + place + "': check that its folder can be written.", e);
        }
    }

    private static long size(Path picture) {
        try {
            return AtomicFolder.size(picture);
        } catch (IOException e) {
            throw new FoveaException("'" + picture + "' was taken away while the results were written.", e);
        }
    }

    /**
     * The place of a picture.
     *
     * @throws FoveaException if there is an input, or a file that Fovea did not write and that is not empty
     */
    public Path place(String name) {
        Path file = path.resolve(name);
        if (Files.exists(file) && isInput(file)) {
            throw new FoveaException("The result '" + file + "' would overwrite an input; give another output folder.");
        }
        if (Files.exists(file) && size(file) > 0 && !isFoveas(file)) {
            throw new FoveaException("The result '" + file + "' would overwrite a file that Fovea did not write; move"
                    + " that away, or give another output folder.");
        }
        return file;
    }

    /** The table beside a linked stack, the only one among results of single files, has no note, but begins as no other. */
    private static boolean isFoveas(Path file) {
        return Origin.of(file).isPresent()
                || file.toString().endsWith(".csv") && Csv.isTable(file, SegmentJob.LINKED_COLUMNS);
    }

    /**
     * Takes away a result of an earlier run; leaves an input, and a file that Fovea did not write.
     *
     * @throws FoveaException if it cannot be taken away
     */
    void remove(String name) {
        Path file = path.resolve(name);
        if (!Files.exists(file) || isInput(file) || !isFoveas(file)) {
            return;
        }
        try {
            AtomicFolder.delete(file);
        } catch (IOException e) {
            throw new FoveaException(
                    "Cannot remove '" + file + "', which belongs to an earlier result; give another output folder.", e);
        }
    }

    /**
     * The place of a table.
     *
     * @param columns that it begins with
     * @throws FoveaException if there is a file that is no such table
     */
    public Path table(String name, List<String> columns) {
        Path file = path.resolve(name);
        if (!Csv.mayReplace(file, columns)) {
            throw new FoveaException("The table '" + file + "' would overwrite a file that is no such table of Fovea's;"
                    + " move that away, or give another output folder.");
        }
        return file;
    }

    /**
     * The place of a text.
     *
     * @param beginning what such texts of Fovea's begin with
     * @throws FoveaException if there is a file that does not begin so, and is not empty
     */
    Path document(String name, String beginning) {
        Path file = path.resolve(name);
        if (!Files.exists(file) || begins(file, beginning) || size(file) == 0) {
            return file;
        }
        throw new FoveaException("The result '" + file + "' would overwrite a file that Fovea did not write; move that"
                + " away, or give another output folder.");
    }

    /** A text of that name which an earlier run left; empty where there is none, or what is there is another's. */
    Optional<Path> earlier(String name, String beginning) {
        return Optional.of(path.resolve(name)).filter(file -> Files.exists(file) && begins(file, beginning));
    }

    private static boolean begins(Path file, String beginning) {
        byte[] wanted = beginning.getBytes(StandardCharsets.UTF_8);
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(wanted.length), wanted);
        } catch (IOException e) {
            throw new FoveaException("Cannot write '" + file + "': " + e.getMessage() + ".", e);
        }
    }

    private boolean isInput(Path file) {
        try {
            return inputs.contains(file.toRealPath());
        } catch (IOException e) {
            throw new FoveaException("Cannot write '" + file + "': " + e.getMessage() + ".", e);
        }
    }
}
