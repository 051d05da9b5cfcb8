package io.fovea.task;

import io.fovea.image.Origin;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Selections as ImageJ's ROI Manager saves and opens them: a zip of {@code .roi} files. */
final class RoiZip implements ImageDocument {
    /** Files with the same selections have the same bytes, whenever they are written. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();

    /**
     * Adds a selection.
     *
     * @param name by which the ROI Manager lists it; of the same names the later ones are numbered, as there
     */
    void add(String name, byte[] roi) {
        String plain = name.replaceAll("[/\\\\:]", "-");
        String unique = plain;
        while (files.containsKey(unique + ".roi")) {
            unique = plain + "-" + seen.merge(plain, 1, Integer::sum);
        }
        files.put(unique + ".roi", roi);
    }

    @Override
    public void writeTo(OutputStream out, String origin) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.setComment(Origin.comment(origin));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            ZipEntry entry = new ZipEntry(file.getKey());
            entry.setTimeLocal(TIME);
            zip.putNextEntry(entry);
            zip.write(file.getValue());
            zip.closeEntry();
        }
        zip.finish();
    }
}
