package io.fovea.image.tiff;

import io.fovea.image.sample.FormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The fields that describe a page, which lie in the file as a list of tags. */
final class Directory {
    private static final int BYTE = 1;
    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int SIGNED_BYTE = 6;
    private static final int UNDEFINED = 7;
    private static final int SIGNED_SHORT = 8;
    private static final int SIGNED_LONG = 9;
    private static final int IFD = 13;
    private static final int LONG8 = 16;
    private static final int SIGNED_LONG8 = 17;
    private static final int IFD8 = 18;

    private final TiffInput input;
    private final Map<Integer, Field> fields = new HashMap<>();
    private final long next;

    /**
     * Where the values of a tag are.
     *
     * @param at their first byte's place in the file
     */
    private record Field(int type, long count, long at) {}

    /**
     * Reads the list, not yet the values.
     *
     * @param big whether numbers have the widths of BigTIFF
     */
    Directory(TiffInput input, long at, boolean big) throws IOException {
        this.input = input;
        long entries = big ? input.signedLong(at) : input.unsignedShort(at);
        int size = big ? 20 : 12;
        long entry = at + (big ? 8 : 2);
        if (entries < 0 || entries > (input.size() - entry) / size) {
            throw FormatException.truncated();
        }
        for (long i = 0; i < entries; i++, entry += size) {
            int tag = input.unsignedShort(entry);
            if (Tags.KNOWN.contains(tag)) {
                int type = input.unsignedShort(entry + 2);
                long count = big ? input.signedLong(entry + 4) : input.unsignedInt(entry + 4);
                long field = entry + (big ? 12 : 8);
                boolean within = count >= 0 && count <= (big ? 8 : 4) / width(type);
                fields.putIfAbsent(
                        tag,
                        new Field(
                                type,
                                count,
                                within ? field : big ? input.signedLong(field) : input.unsignedInt(field)));
            }
        }
        next = big ? input.signedLong(entry) : input.unsignedInt(entry);
    }

    /** Where the next page's directory is; 0 for the last. */
    long next() {
        return next;
    }

    boolean has(int tag) {
        return fields.containsKey(tag);
    }

    /** How many values a tag has; 0 where it is absent. */
    long count(int tag) {
        Field field = fields.get(tag);
        return field == null ? 0 : field.count();
    }

    /** A tag's first value. */
    long number(int tag, long absent) throws IOException {
        return count(tag) == 0 ? absent : value(fields.get(tag), tag, 0);
    }

    /** A tag's first value as a fraction; 0 where it is absent, no fraction, or one by nothing. */
    double fraction(int tag) throws IOException {
        Field field = fields.get(tag);
        if (field == null || field.type() != RATIONAL || field.count() < 1) {
            return 0;
        }
        long below = input.unsignedInt(field.at() + 4);
        return below == 0 ? 0 : (double) input.unsignedInt(field.at()) / below;
    }

    /** The first values of a tag, at most so many; none where it is absent. */
    long[] numbers(int tag, long most) throws IOException {
        Field field = fields.get(tag);
        if (field == null) {
            return new long[0];
        }
        if (field.count() < 0 || field.count() > input.size() / width(field.type())) {
            throw FormatException.truncated();
        }
        long[] values = new long[(int) Math.min(field.count(), most)];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(field, tag, i);
        }
        return values;
    }

    /** The bytes of a tag; none where it is absent. */
    byte[] bytes(int tag) throws IOException {
        Field field = fields.get(tag);
        if (field == null) {
            return new byte[0];
        }
        long length = field.count() * width(field.type());
        if (length < 0 || length > input.size()) {
            throw FormatException.truncated();
        }
        byte[] bytes = new byte[(int) length];
        input.read(field.at(), bytes, bytes.length);
        return bytes;
    }

    /** A tag's text, without the zeros at its end. */
    Optional<String> text(int tag) throws IOException {
        if (!has(tag) || fields.get(tag).type() != ASCII) {
            return Optional.empty();
        }
        byte[] bytes = bytes(tag);
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] == 0) {
            length--;
        }
        return Optional.of(decoded(ByteBuffer.wrap(bytes, 0, length)));
    }

    /** What is no UTF-8 older programs wrote in Latin-1, where µ is one byte. */
    private static String decoded(ByteBuffer text) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(text.duplicate()).toString();
        } catch (CharacterCodingException e) {
            return StandardCharsets.ISO_8859_1.decode(text).toString();
        }
    }

    private long value(Field field, int tag, long i) throws IOException {
        long at = field.at() + i * width(field.type());
        return switch (field.type()) {
            case BYTE, UNDEFINED -> input.unsignedByte(at);
            case SIGNED_BYTE -> (byte) input.unsignedByte(at);
            case SHORT -> input.unsignedShort(at);
            case SIGNED_SHORT -> (short) input.unsignedShort(at);
            case LONG, IFD -> input.unsignedInt(at);
            case SIGNED_LONG -> (int) input.unsignedInt(at);
            case LONG8, SIGNED_LONG8, IFD8 -> input.signedLong(at);
            default ->
                throw new FormatException("is damaged: the TIFF tag " + tag + " has values of type " + field.type()
                        + " where whole numbers belong");
        };
    }

    /** Bytes of one value. */
    private static int width(int type) {
        return switch (type) {
            case SHORT, SIGNED_SHORT -> 2;
            case LONG, SIGNED_LONG, IFD, 11 -> 4;
            case RATIONAL, 10, 12, LONG8, SIGNED_LONG8, IFD8 -> 8;
            default -> 1;
        };
    }
}
