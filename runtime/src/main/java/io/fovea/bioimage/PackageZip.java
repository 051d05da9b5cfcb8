package io.fovea.bioimage;

import io.fovea.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes packages. */
public final class PackageZip {
    private PackageZip() {}

    /**
     * Writes a zip; it is there whole or not at all.
     *
     * @param description as {@code bioimageio.yaml} has it: texts, numbers, lists and maps
     * @param files by name
     * @throws IOException if it cannot be written
     */
    public static void write(Path zip, Map<String, Object> description, Map<String, byte[]> files) throws IOException {
        AtomicFile.write(zip, out -> write(out, description, files));
    }

    private static void write(OutputStream out, Map<String, Object> description, Map<String, byte[]> files)
            throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        put(zip, "bioimageio.yaml", Yaml.text(description).getBytes(StandardCharsets.UTF_8));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            put(zip, file.getKey(), file.getValue());
        }
        zip.finish();
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }
}
