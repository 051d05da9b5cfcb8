package io.fovea.image.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What ImageJ writes into tags of its own: a table of kinds and numbers, then the pieces one behind the other. */
final class ImageJData {
    private static final int MAGIC = 0x494a494a;
    private static final int LABELS = 0x6c61626c;
    private static final int MOST_PIECES = 1 << 20;

    private ImageJData() {}

    /** The labels of slices; none where there are none, or where they contradict themselves. */
    static List<String> labels(Directory directory, ByteOrder order) throws IOException {
        long[] sizes = directory.numbers(Tags.IMAGEJ_BYTES, MOST_PIECES);
        if (sizes.length < 2) {
            return List.of();
        }
        ByteBuffer data = ByteBuffer.wrap(directory.bytes(Tags.IMAGEJ_DATA)).order(order);
        long table = sizes[0];
        if (table > data.limit() || table < 12 || data.getInt(0) != MAGIC) {
            return List.of();
        }
        long at = table;
        int piece = 1;
        for (int entry = 4; entry + 8 <= table; entry += 8) {
            boolean wanted = data.getInt(entry) == LABELS;
            int count = data.getInt(entry + 4);
            if (count < 0 || piece + (long) count > sizes.length) {
                return List.of();
            }
            List<String> labels = new ArrayList<>();
            for (int end = piece + count; piece < end; piece++) {
                long size = sizes[piece];
                if (size > data.limit() - at) {
                    return List.of();
                }
                if (wanted) {
                    labels.add(new String(data.array(), (int) at, (int) size, charset(order)));
                }
                at += size;
            }
            if (wanted) {
                return labels;
            }
        }
        return List.of();
    }

    private static Charset charset(ByteOrder order) {
        return order == ByteOrder.BIG_ENDIAN ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }
}
