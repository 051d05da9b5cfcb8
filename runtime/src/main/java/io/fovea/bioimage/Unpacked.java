package io.fovea.bioimage;

import io.fovea.FoveaException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A zip, unpacked to a folder that goes when this is closed. */
final class Unpacked implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Unpacked.class);
    private static final int MOST_ENTRIES = 10_000;

    /** More than any package of networks that an image goes through has; a zip of less can be made of nothing. */
    private static final long MOST_BYTES = 8L << 30;

    private final Path root;

    private Unpacked(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    /** Unpacks a file; nothing is left of it if that fails. */
    static Unpacked of(Path zip) {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            Unpacked unpacked = new Unpacked(Files.createTempDirectory("fovea-package"));
            try {
                unpacked.take(file, zip);
                return unpacked;
            } catch (IOException | RuntimeException e) {
                unpacked.close();
                throw e;
            }
        } catch (IOException e) {
            throw new FoveaException("The package '" + zip + "' cannot be unpacked: " + e.getMessage() + ".", e);
        }
    }

    private void take(ZipFile file, Path zip) throws IOException {
        List<? extends ZipEntry> entries = Collections.list(file.entries());
        if (entries.size() > MOST_ENTRIES) {
            throw Refusal.of(zip.toString(), "has " + entries.size() + " files, more than any package");
        }
        long left = MOST_BYTES;
        for (ZipEntry entry : entries) {
            Path target = inside(entry.getName(), zip);
            if (entry.isDirectory()) {
                Files.createDirectories(target);
                continue;
            }
            Files.createDirectories(target.getParent());
            try (InputStream in = file.getInputStream(entry);
                    OutputStream out = Files.newOutputStream(target)) {
                left -= copy(in, out, left, zip);
            }
        }
    }

    private Path inside(String name, Path zip) {
        try {
            Path target = root.resolve(name.replace('\\', '/')).normalize();
            if (target.startsWith(root) && !target.equals(root)) {
                return target;
            }
        } catch (InvalidPathException e) {
            LOG.debug("{} is no path here", name, e);
        }
        throw Refusal.of(zip.toString(), "has a file '" + name + "', which lies outside of it; it is not unpacked");
    }

    private static long copy(InputStream in, OutputStream out, long most, Path zip) throws IOException {
        long copied = 0;
        byte[] part = new byte[1 << 16];
        for (int n = in.read(part); n >= 0; n = in.read(part)) {
            copied += n;
            if (copied > most) {
                throw Refusal.of(zip.toString(), "unpacks to more than " + (MOST_BYTES >> 30) + " GB");
            }
            out.write(part, 0, n);
        }
        return copied;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.debug("{} is left behind", root, e);
        }
    }
}
