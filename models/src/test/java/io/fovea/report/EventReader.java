package io.fovea.report;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads event files by the description of their form, not by what wrote them. */
public final class EventReader {

    private EventReader() {}

    /** The events of a file, each a map of its fields by number; messages are bytes. */
    public static List<Map<Integer, List<Object>>> events(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Map<Integer, List<Object>>> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] length = new byte[8];
            bytes.get(length);
            require(bytes.getInt(), length);
            byte[] event = new byte
                    [(int) ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong()];
            bytes.get(event);
            require(bytes.getInt(), event);
            events.add(fields(event));
        }
        return events;
    }

    /** The values of all summaries as {@code step tag}, each a map of its fields. */
    public static Map<String, Map<Integer, List<Object>>> values(Path file) throws IOException {
        Map<String, Map<Integer, List<Object>>> values = new LinkedHashMap<>();
        for (Map<Integer, List<Object>> event : events(file)) {
            for (Object summary : event.getOrDefault(5, List.of())) {
                for (Object value : fields((byte[]) summary).get(1)) {
                    Map<Integer, List<Object>> fields = fields((byte[]) value);
                    values.put(
                            event.get(2).get(0) + " "
                                    + new String((byte[]) fields.get(1).get(0)),
                            fields);
                }
            }
        }
        return values;
    }

    /** The fields of a message by number. */
    public static Map<Integer, List<Object>> fields(byte[] message) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(message);
        Map<Integer, List<Object>> fields = new LinkedHashMap<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            Object value =
                    switch (WireFormat.getTagWireType(tag)) {
                        case WireFormat.WIRETYPE_VARINT -> in.readInt64();
                        case WireFormat.WIRETYPE_FIXED64 -> in.readDouble();
                        case WireFormat.WIRETYPE_FIXED32 -> in.readFloat();
                        default -> in.readByteArray();
                    };
            fields.computeIfAbsent(WireFormat.getTagFieldNumber(tag), key -> new ArrayList<>())
                    .add(value);
        }
        return fields;
    }

    private static void require(int masked, byte[] bytes) throws IOException {
        int unmasked = Integer.rotateLeft(masked - 0xa282ead8, 15);
        if (unmasked != castagnoli(bytes)) {
            throw new IOException("a checksum is wrong");
        }
    }

    /** CRC-32C, bit by bit. */
    static int castagnoli(byte[] bytes) {
        int sum = -1;
        for (byte each : bytes) {
            sum ^= each & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                sum = (sum & 1) == 0 ? sum >>> 1 : sum >>> 1 ^ 0x82f63b78;
            }
        }
        return ~sum;
    }
}
