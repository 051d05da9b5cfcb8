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
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.TreeMap;

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
     * Reads every byte of the given files; blocks.
     *
     * @param folder that names are relative to, or the only file
     * @param files which is named twice counts once, which is not there not at all
     * @throws FoveaException when a file cannot be read
     */
    public static Fingerprint of(Path folder, Collection<Path> files) {
        Path root = folder.toAbsolutePath().normalize();
        TreeMap<String, Path> named = new TreeMap<>();
        for (Path each : new LinkedHashSet<>(files)) {
            Path file = each.toAbsolutePath().normalize();
            if (Files.isRegularFile(file)) {
                named.put(name(root, file), file);
            }
        }
        MessageDigest digest = digest();
        long bytes = 0;
        try {
            for (Map.Entry<String, Path> file : named.entrySet()) {
                bytes += digest(digest, file.getKey(), file.getValue());
            }
        } catch (IOException e) {
            throw new FoveaException("The data in '" + folder + "' cannot be read: " + e.getMessage() + ".", e);
        }
        return new Fingerprint(named.size(), bytes, HexFormat.of().formatHex(digest.digest()));
    }

    /** The SHA-256 of some bytes by themselves, in hexadecimal. */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    private static String name(Path root, Path file) {
        if (file.equals(root)) {
            return file.getFileName().toString();
        }
        // Another drive has no relative path.
        Path name = root.getRoot().equals(file.getRoot()) ? root.relativize(file) : file;
        return name.toString().replace('\\', '/');
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
