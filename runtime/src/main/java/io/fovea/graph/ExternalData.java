package io.fovea.graph;

import ai.onnx.proto.OnnxMl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The constants that a model keeps in files beside its own, of which none is read that lies elsewhere: neither by its
 * path nor by symbolic links.
 */
final class ExternalData {

    private static final long LONGEST = Integer.MAX_VALUE - 8;

    /** The folder that the model was opened in and, where its file is a link, that of the file itself. */
    private final Set<Path> folders = new HashSet<>();

    private final Path folder;
    private final Set<Path> used = new HashSet<>();

    private ExternalData(Path folder) {
        this.folder = folder;
    }

    /** Of a model file. */
    static ExternalData beside(Path model) throws IOException {
        Path folder = model.toAbsolutePath().normalize().getParent();
        ExternalData data = new ExternalData(folder);
        data.folders.add(folder.toRealPath());
        // Caches of downloads link to files that lie side by side in a folder of their own.
        data.folders.add(model.toRealPath().getParent());
        return data;
    }

    /** Of a model that came from no file. */
    static ExternalData none() {
        return new ExternalData(null);
    }

    /** The files that constants were read from. */
    Set<Path> used() {
        return Set.copyOf(used);
    }

    static boolean isUsedBy(OnnxMl.TensorProto constant) {
        return constant.getDataLocation() == OnnxMl.TensorProto.DataLocation.EXTERNAL;
    }

    /** How many bytes the constants in other files claim to have together; any number of them can claim the same ones. */
    static long claimed(List<OnnxMl.TensorProto> constants) {
        long bytes = 0;
        for (OnnxMl.TensorProto constant : constants) {
            if (isUsedBy(constant)) {
                bytes += TensorCodec.bytes(constant);
            }
        }
        return bytes;
    }

    /**
     * Reads the bytes of a constant.
     *
     * @param expected how many there must be
     */
    ByteBuffer read(OnnxMl.TensorProto constant, long expected) throws IOException {
        String location = "";
        long offset = 0;
        long length = expected;
        for (OnnxMl.StringStringEntryProto entry : constant.getExternalDataList()) {
            switch (entry.getKey()) {
                case "location" -> location = entry.getValue();
                case "offset" -> offset = number(constant, entry);
                case "length" -> length = number(constant, entry);
                default -> {
                    // A checksum is optional and says nothing about where the bytes are.
                }
            }
        }
        if (length != expected) {
            throw new UnsoundException("its constant '" + constant.getName() + "' has " + expected + " bytes, but "
                    + length + " of the file '" + location + "' are said to be it");
        }
        Path file = find(constant, location);
        used.add(file);
        if (Files.size(file) - offset < length) {
            throw UnsoundException.advising(
                    "its weights are to be in '" + file + "', which is too short; put the whole file beside the model");
        }
        if (length > LONGEST) {
            throw new UnsoundException("one of its constants has more than the 2 GB that are supported");
        }
        return read(file, offset, length);
    }

    private static long number(OnnxMl.TensorProto constant, OnnxMl.StringStringEntryProto entry) {
        if (!entry.getValue().matches("\\d{1,18}")) {
            throw new UnsoundException("the " + entry.getKey() + " of its constant '" + constant.getName()
                    + "' in a file beside it is '" + entry.getValue() + "'");
        }
        return Long.parseLong(entry.getValue());
    }

    private Path find(OnnxMl.TensorProto constant, String location) throws IOException {
        if (folder == null) {
            throw UnsoundException.advising("it keeps its constant '" + constant.getName() + "' in the file '"
                    + location + "' beside it; open the model from its file");
        }
        Path file;
        try {
            file = folder.resolve(location).normalize();
        } catch (InvalidPathException e) {
            throw outside(constant, location);
        }
        if (!file.startsWith(folder)) {
            throw outside(constant, location);
        }
        if (!Files.isRegularFile(file)) {
            throw UnsoundException.advising(
                    "its weights are to be in '" + file + "', which is missing; put that file beside the model");
        }
        Path real = file.toRealPath();
        if (folders.stream().noneMatch(real::startsWith)) {
            throw outside(constant, location);
        }
        return real;
    }

    private static UnsoundException outside(OnnxMl.TensorProto constant, String location) {
        return new UnsoundException("it keeps its constant '" + constant.getName() + "' in '" + location
                + "', outside its own folder, which is not allowed");
    }

    private static ByteBuffer read(Path file, long offset, long length) throws IOException {
        byte[] bytes = new byte[(int) length];
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(offset);
            int read = in.readNBytes(bytes, 0, bytes.length);
            return ByteBuffer.wrap(bytes, 0, read).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
