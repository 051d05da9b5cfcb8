package io.fovea.model;

import io.fovea.FoveaException;
import io.fovea.UnreadableFile;
import io.fovea.UserPath;
import io.fovea.bioimage.PackageFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of models that a user keeps: {@code .onnx} files, BioImage.IO packages as zips or folders, and folders with one of
 * these. What a file or folder is called, without its suffix, is the model's name wherever one is asked for.
 *
 * @param folder which need not be there
 */
public record KeptModels(Path folder) {
    /** The property of Java that names the user's folder. */
    public static final String PROPERTY = "fovea.models";

    /** The variable of the environment that names it, where the property does not. */
    public static final String VARIABLE = "FOVEA_MODELS";

    private static final String USUAL = "~/.fovea/models";

    /** Those of the user: in {@value #PROPERTY}, else {@value #VARIABLE}, else {@code .fovea/models} in the home folder. */
    public static KeptModels ofUser() {
        String told = System.getProperty(
                PROPERTY, Optional.ofNullable(System.getenv(VARIABLE)).orElse(""));
        String text = told.isBlank() ? USUAL : told.strip();
        return new KeptModels(UserPath.of(text)
                .orElseThrow(() -> new FoveaException(
                        VARIABLE + " is '" + text + "', which is no path of a folder on this system.")));
    }

    /** A model that is kept: its name and the path it is read from. */
    public record Kept(String name, Path path) {
        /**
         * Reads it.
         *
         * @throws FoveaException as {@link Model#read} does, or if it is a folder that cannot be read
         */
        public Model read() {
            if (Files.isDirectory(path)) {
                entries(path);
            }
            return Model.read(path);
        }
    }

    /** The names in order. */
    public List<String> names() {
        return all().stream().map(Kept::name).toList();
    }

    /**
     * Where the model of a name is.
     *
     * @throws FoveaException if it is a folder that cannot be read, or the folder of all cannot
     */
    public Optional<Path> find(String name) {
        Optional<Path> found = all().stream()
                .filter(one -> one.name().equals(name))
                .map(Kept::path)
                .findFirst();
        found.filter(Files::isDirectory).ifPresent(KeptModels::entries);
        return found;
    }

    /**
     * All of them, in the order of their names; of two that are called alike, one. A folder in it that cannot be read is taken for
     * a model, which is refused by name when it is read. Blocks on the disk, and reads no model.
     *
     * @throws FoveaException if the folder is there and cannot be read
     */
    public List<Kept> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Map<String, Kept> found = new LinkedHashMap<>();
        for (Path entry : entries(folder)) {
            Optional<Path> model = Files.isDirectory(entry)
                    ? within(entry)
                    : Optional.of(entry).filter(KeptModels::isFile);
            model.ifPresent(path -> found.putIfAbsent(name(entry), new Kept(name(entry), path)));
        }
        return List.copyOf(found.values());
    }

    /** What a file or folder of a model is called here. */
    public static String name(Path model) {
        return CardFile.stem(model);
    }

    /** Whether a path is that of a file as models come in, by its name. */
    public static boolean isFile(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return (name.endsWith(".onnx") || name.endsWith(".zip")) && Files.isRegularFile(path);
    }

    /** The model in a folder: the folder itself, if it is a package; else the only file of one. */
    private static Optional<Path> within(Path entry) {
        try {
            List<Path> files =
                    visible(entry).stream().filter(KeptModels::isFile).toList();
            if (PackageFolder.isOne(entry)) {
                return Optional.of(entry);
            }
            return files.size() == 1 ? Optional.of(files.get(0)) : Optional.empty();
        } catch (IOException e) {
            return Optional.of(entry);
        }
    }

    private static List<Path> entries(Path folder) {
        try {
            return visible(folder);
        } catch (IOException e) {
            throw new FoveaException(
                    "The folder '" + folder + "' cannot be read: " + UnreadableFile.reason(e) + ".", e);
        }
    }

    private static List<Path> visible(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
