package io.fovea.image.tiff;

import io.fovea.image.sample.FormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/** Numbers at places of a file, in its byte order. What lies near what was read last comes from memory. */
final class TiffInput {
    private static final int WINDOW = 1 << 13;

    /** Larger pieces would be copied through a buffer of their size outside the heap. */
    private static final int PIECE = 1 << 18;

    private final SeekableByteChannel channel;
    private final long size;
    private final ByteBuffer window = ByteBuffer.allocateDirect(WINDOW).limit(0);
    private long start;

    TiffInput(SeekableByteChannel channel) throws IOException {
        this.channel = channel;
        size = channel.size();
    }

    void order(ByteOrder order) {
        window.order(order);
    }

    ByteOrder order() {
        return window.order();
    }

    long size() {
        return size;
    }

    int unsignedShort(long at) throws IOException {
        return window.getShort(at(at, 2)) & 0xffff;
    }

    long unsignedInt(long at) throws IOException {
        return window.getInt(at(at, 4)) & 0xffffffffL;
    }

    long signedLong(long at) throws IOException {
        return window.getLong(at(at, 8));
    }

    int unsignedByte(long at) throws IOException {
        return window.get(at(at, 1)) & 0xff;
    }

    /** Fills a part of an array. */
    void read(long at, byte[] target, int length) throws IOException {
        require(at, length);
        if (length <= WINDOW / 4) {
            window.get(at(at, length), target, 0, length);
            return;
        }
        for (int done = 0; done < length; done += PIECE) {
            fill(at + done, ByteBuffer.wrap(target, done, Math.min(PIECE, length - done)));
        }
    }

    /** Fills a buffer from its position to its limit, and flips it. */
    void read(long at, ByteBuffer target) throws IOException {
        require(at, target.remaining());
        fill(at, target);
        target.flip();
    }

    /** The place in the window of bytes that are then in it. */
    private int at(long at, int length) throws IOException {
        require(at, length);
        if (at < start || at + length > start + window.limit()) {
            window.clear().limit((int) Math.min(WINDOW, size - at));
            start = at;
            fill(at, window);
            window.position(0);
        }
        return (int) (at - start);
    }

    private void require(long at, long length) throws FormatException {
        if (at < 0 || at > size - length) {
            throw FormatException.truncated();
        }
    }

    private void fill(long at, ByteBuffer target) throws IOException {
        channel.position(at);
        while (target.hasRemaining()) {
            if (channel.read(target) < 0) {
                throw FormatException.truncated();
            }
        }
    }
}
