package io.fovea.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Zip files with entries that no honest program writes. Written here byte by byte, as libraries refuse to. */
final class ZipMutations {
    private static final String[] NAMES = {
        "../canary/x.png",
        "../../x.png",
        "/tmp/x.png",
        "train\\cat\\x.png",
        "train/cat/",
        "",
        "/",
        ".",
        "..",
        "a/../b.png",
        "train/cat/CON.png",
        "\u0000.png",
        "d/".repeat(2000) + "x.png",
        "x".repeat(4000) + ".png",
        "train/cat/c0.png"
    };

    private static final int BOMB = 64 << 20;

    private ZipMutations() {}

    private record Entry(String name, byte[] content) {}

    /** The entries of a zip, some of them changed, added or twice. */
    static byte[] of(byte[] zip, Random random) {
        try {
            List<Entry> entries = entries(zip);
            for (int i = random.nextInt(3); i >= 0; i--) {
                damage(entries, zip, random);
            }
            return written(entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Entry> entries(byte[] zip) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.add(new Entry(entry.getName(), in.readAllBytes()));
            }
        }
        return entries;
    }

    private static void damage(List<Entry> entries, byte[] zip, Random random) {
        if (entries.isEmpty()) {
            entries.add(new Entry("train", new byte[0]));
        }
        Entry one = entries.get(random.nextInt(entries.size()));
        String name = NAMES[random.nextInt(NAMES.length)];
        switch (random.nextInt(7)) {
            case 0 -> entries.add(new Entry(name, one.content()));
            case 1 -> entries.add(one);
            case 2 -> entries.remove(one);
            case 3 -> entries.add(new Entry("inner.zip", zip));
            case 4 -> entries.add(new Entry("train/cat/bomb.png", new byte[BOMB]));
            case 5 -> entries.add(new Entry(one.name(), ByteMutations.of(one.content(), one.content(), random)));
            default -> entries.set(random.nextInt(entries.size()), new Entry(name, one.content()));
        }
    }

    private static byte[] written(List<Entry> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream directory = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
            byte[] packed = deflated(entry.content());
            CRC32 sum = new CRC32();
            sum.update(entry.content());
            ByteBuffer common = little(26)
                    .putShort((short) 20)
                    .putShort((short) 0x800)
                    .putShort((short) 8)
                    .putInt(0)
                    .putInt((int) sum.getValue())
                    .putInt(packed.length)
                    .putInt(entry.content().length)
                    .putShort((short) name.length)
                    .putShort((short) 0);
            int offset = out.size();
            out.writeBytes(little(4).putInt(0x04034b50).array());
            out.writeBytes(common.array());
            out.writeBytes(name);
            out.writeBytes(packed);
            directory.writeBytes(
                    little(6).putInt(0x02014b50).putShort((short) 20).array());
            directory.writeBytes(common.array());
            directory.writeBytes(little(14)
                    .putInt(0)
                    .putShort((short) 0)
                    .putInt(0)
                    .putInt(offset)
                    .array());
            directory.writeBytes(name);
        }
        int start = out.size();
        out.writeBytes(directory.toByteArray());
        out.writeBytes(little(22)
                .putInt(0x06054b50)
                .putInt(0)
                .putShort((short) entries.size())
                .putShort((short) entries.size())
                .putInt(directory.size())
                .putInt(start)
                .putShort((short) 0)
                .array());
        return out.toByteArray();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 16];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
