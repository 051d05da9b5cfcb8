package io.fovea.report;

import io.fovea.FoveaException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What data files came to, so that another copy can be told to be the same.
 *
 * @param files how many
 * @param bytes in all of them
 * @param sha256 over all files in the order of their names, relative to the folder and with {@code /} between: the name in
 *     UTF-8, a zero byte, the size as 8 bytes from the highest, the content; in hexadecimal
 */
public record Fingerprint(int files, long bytes, String sha256) {

    private static final int CHUNK = 1 << 20;

    /**
     * Reads every byte of the given files, and of all files below the given folders; blocks. Hidden files are left out.
     *
     * @param folder that names are relative to
     * @param parts files and folders in it; what is named twice counts once, what is not there not at all
     * @throws FoveaException when a file cannot be read
     */
    public static Fingerprint of(Path folder, Collection<String> parts) {
        TreeSet<String> names = new TreeSet<>();
        MessageDigest digest = digest();
        long bytes = 0;
        try {
            for (String part : parts) {
                collect(folder, folder.resolve(part), names);
            }
            for (String name : names) {
                bytes += digest(digest, name, Files.isRegularFile(folder) ? folder : folder.resolve(name));
            }
        } catch (IOException e) {
            throw new FoveaException("The data in '" + folder + "' cannot be read: " + e.getMessage() + ".", e);
        }
        return new Fingerprint(names.size(), bytes, HexFormat.of().formatHex(digest.digest()));
    }

    /** Adds a file, or all files below a folder; of what lies in a zip file, that file. */
    private static void collect(Path folder, Path part, TreeSet<String> names) throws IOException {
        Path there = part;
        while (!Files.exists(there) && there.startsWith(folder) && there.getNameCount() > 1) {
            there = there.getParent();
        }
        if (!there.equals(part) && !Files.isRegularFile(there)) {
            return;
        }
        List<Path> found;
        try (Stream<Path> files = Files.walk(there)) {
            found = files.filter(Files::isRegularFile).toList();
        }
        for (Path file : found) {
            if (!file.getFileName().toString().startsWith(".")) {
                names.add(
                        file.equals(folder)
                                ? file.getFileName().toString()
                                : folder.relativize(file).toString().replace('\\', '/'));
            }
        }
    }

    private static long digest(MessageDigest digest, String name, Path file) throws IOException {
        long size = Files.size(file);
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        for (int shift = 56; shift >= 0; shift -= 8) {
            digest.update((byte) (size >>> shift));
        }
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
        }
        return size;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
