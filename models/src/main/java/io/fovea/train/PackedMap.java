package io.fovea.train;

import io.fovea.data.Target;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A map of classes in little memory, for thousands that are kept: most of a map is large areas of one class.
 *
 * @param width in pixels
 * @param height in pixels
 * @param bytes as zlib packs them
 */
record PackedMap(int width, int height, byte[] bytes) {

    /** Packs a map. */
    static PackedMap of(Target.ClassMap map) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream packer = new DeflaterOutputStream(packed)) {
            packer.write(map.classes());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is written to in memory that could fail
        }
        return new PackedMap(map.width(), map.height(), packed.toByteArray());
    }

    /** The map again. */
    Target.ClassMap unpacked() {
        try (InputStream unpacker = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            return new Target.ClassMap(width, height, unpacker.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
