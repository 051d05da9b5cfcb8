package io.fovea.model;

import io.fovea.FoveaException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bytes of a model, with weights in files beside it, on their way to another machine. Not changed, so thread-safe. */
public final class ModelParcel implements Serializable {
    private static final long serialVersionUID = 1;

    private final String name;
    private final LinkedHashMap<String, byte[]> files;

    private ModelParcel(String name, LinkedHashMap<String, byte[]> files) {
        this.name = name;
        this.files = files;
    }

    /**
     * Reads them. Blocks on the disk.
     *
     * @throws FoveaException if a file cannot be read, has 2 GB or more, or was changed after the model was opened
     */
    public static ModelParcel of(Model model) {
        LinkedHashMap<String, byte[]> files = new LinkedHashMap<>();
        Optional<Path> file = model.file().map(Path::toAbsolutePath);
        if (file.isEmpty()) {
            files.put("", model.onnx());
            return new ModelParcel(model.name(), files);
        }
        Path folder = file.get().getParent();
        files.put(file.get().getFileName().toString(), read(file.get()));
        List<Path> beside = model.files().stream()
                .map(Path::toAbsolutePath)
                .filter(one -> one.startsWith(folder))
                .toList();
        beside.forEach(one ->
                files.computeIfAbsent(folder.relativize(one).toString().replace('\\', '/'), relative -> read(one)));
        model.requireCurrent();
        return new ModelParcel(model.name(), files);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (OutOfMemoryError e) {
            throw new FoveaException(
                    "'" + file + "' is too large to be sent to other machines, which takes files of less than 2 GB that"
                            + " fit into Java's memory.",
                    e);
        } catch (IOException e) {
            throw new FoveaException("Cannot read '" + file + "': " + e.getMessage() + ".", e);
        }
    }

    /** How many bytes it has. */
    public long size() {
        return files.values().stream().mapToLong(bytes -> bytes.length).sum();
    }

    /**
     * Reads the model.
     *
     * @param folder to which it is unpacked where it was in files, and which has to stay as long as the model is used
     * @throws FoveaException if it cannot be unpacked
     */
    public Model open(Path folder) {
        if (files.containsKey("")) {
            return Model.parse(name, files.get(""));
        }
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path place = folder.resolve(file.getKey());
                Files.createDirectories(place.getParent());
                Files.write(place, file.getValue());
            }
        } catch (IOException e) {
            throw new FoveaException(
                    "Cannot unpack the model '" + name + "' to '" + folder + "': " + e.getMessage()
                            + "; point java.io.tmpdir to a folder with room.",
                    e);
        }
        return Model.read(folder.resolve(files.keySet().iterator().next()));
    }
}
