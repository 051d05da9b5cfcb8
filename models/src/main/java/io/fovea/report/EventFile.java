package io.fovea.report;

import io.fovea.DiskFullException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A file of events that TensorBoard reads, also while it grows. Each event is a record of TensorFlow's: its length in eight
 * bytes, a checksum of these, a message as in {@code event.proto}, a checksum of the message; numbers little-endian, checksums
 * CRC-32C, masked. An event is appended in one piece and can be read from then on. Not thread-safe.
 *
 * @param path of the file; TensorBoard wants {@code tfevents} in its name
 */
public record EventFile(Path path) {

    private static final int LENGTH = 8;
    private static final int CHECKSUM = 4;
    private static final int MASK = 0xa282ead8;
    private static final int ROTATION = 15;

    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int SESSION = 7;
    private static final int STATUS = 1;
    private static final int START = 1;

    /**
     * Begins a file, whose folder is made.
     *
     * @throws IOException when there is one already, or it cannot be written
     */
    public static EventFile begin(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.createFile(path);
        EventFile file = new EventFile(path);
        file.append(EventSummary.message(out -> {
            out.writeDouble(WALL_TIME, now());
            out.writeString(VERSION, "brain.Event:2");
        }));
        return file;
    }

    /**
     * Goes on with a file. What was being written to its end when its process ended is cut off.
     *
     * @param step the first that will follow: what the file has of it and of later ones is no longer shown
     * @throws IOException when it cannot be read or written
     */
    public static EventFile resume(Path path, long step) throws IOException {
        EventFile file = new EventFile(path);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.truncate(whole(channel));
        }
        byte[] start = EventSummary.message(out -> out.writeEnum(STATUS, START));
        file.append(EventSummary.message(out -> {
            out.writeDouble(WALL_TIME, now());
            out.writeInt64(STEP, step);
            out.writeByteArray(SESSION, start);
        }));
        return file;
    }

    /** How many bytes of a file are whole records. */
    private static long whole(FileChannel channel) throws IOException {
        long end = 0;
        while (true) {
            ByteBuffer head = ByteBuffer.allocate(LENGTH + CHECKSUM).order(ByteOrder.LITTLE_ENDIAN);
            if (channel.read(head, end) < head.capacity() || head.getInt(LENGTH) != checksum(head.array(), LENGTH)) {
                return end;
            }
            long next = end + head.capacity() + head.getLong(0) + CHECKSUM;
            if (head.getLong(0) < 0 || next > channel.size()) {
                return end;
            }
            end = next;
        }
    }

    /**
     * Appends what is to be shown of a step; blocks until it is written.
     *
     * @param step such as an epoch's number
     * @throws IOException when it cannot be written
     */
    public void add(long step, EventSummary summary) throws IOException {
        append(EventSummary.message(out -> {
            out.writeDouble(WALL_TIME, now());
            out.writeInt64(STEP, step);
            out.writeByteArray(SUMMARY, summary.toBytes());
        }));
    }

    private void append(byte[] event) throws IOException {
        ByteBuffer entry =
                ByteBuffer.allocate(LENGTH + CHECKSUM + event.length + CHECKSUM).order(ByteOrder.LITTLE_ENDIAN);
        entry.putLong(event.length);
        entry.putInt(checksum(entry.array(), LENGTH));
        entry.put(event).putInt(checksum(event, event.length));
        try {
            Files.write(path, entry.array(), StandardOpenOption.APPEND);
        } catch (IOException e) {
            Optional<DiskFullException> full = DiskFullException.of(path, e);
            if (full.isPresent()) {
                throw full.get();
            }
            throw e;
        }
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        return Integer.rotateRight((int) sum.getValue(), ROTATION) + MASK;
    }

    private static double now() {
        return System.currentTimeMillis() / 1e3;
    }
}
