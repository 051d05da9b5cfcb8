package io.fovea.image.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import io.fovea.image.sample.FormatException;
import io.fovea.image.sample.SampleType;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * What an array holds.
 *
 * @param order of a value's bytes
 */
record ValueType(SampleType type, ByteOrder order) {
    private static final Map<String, SampleType> OF_2 = Map.ofEntries(
            Map.entry("b1", SampleType.UINT8),
            Map.entry("u1", SampleType.UINT8),
            Map.entry("i1", SampleType.INT8),
            Map.entry("u2", SampleType.UINT16),
            Map.entry("i2", SampleType.INT16),
            Map.entry("u4", SampleType.UINT32),
            Map.entry("i4", SampleType.INT32),
            Map.entry("u8", SampleType.UINT64),
            Map.entry("i8", SampleType.INT64),
            Map.entry("f4", SampleType.FLOAT32),
            Map.entry("f8", SampleType.FLOAT64));

    private static final Map<String, SampleType> OF_3 = Map.ofEntries(
            Map.entry("bool", SampleType.UINT8),
            Map.entry("uint8", SampleType.UINT8),
            Map.entry("int8", SampleType.INT8),
            Map.entry("uint16", SampleType.UINT16),
            Map.entry("int16", SampleType.INT16),
            Map.entry("uint32", SampleType.UINT32),
            Map.entry("int32", SampleType.INT32),
            Map.entry("uint64", SampleType.UINT64),
            Map.entry("int64", SampleType.INT64),
            Map.entry("float32", SampleType.FLOAT32),
            Map.entry("float64", SampleType.FLOAT64));

    /** Of format 2: {@code <u2}. */
    static ValueType of2(JsonNode dtype) throws FormatException {
        String text = dtype.asText("");
        if (!dtype.isTextual() || !text.matches("[<>|].*") || !OF_2.containsKey(text.substring(1))) {
            throw refused(dtype);
        }
        ByteOrder order = text.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new ValueType(OF_2.get(text.substring(1)), order);
    }

    /** Of format 3, whose codec says the order of bytes. */
    static ValueType of3(JsonNode dataType, ByteOrder order) throws FormatException {
        if (!OF_3.containsKey(dataType.asText(""))) {
            throw refused(dataType);
        }
        return new ValueType(OF_3.get(dataType.asText()), order);
    }

    private static FormatException refused(JsonNode type) {
        return new FormatException("is Zarr of values of type " + type
                + ", which is not read; save it with whole numbers of 8 to 64 bits, or floats of 32 or 64");
    }

    /** An array with one value: that of chunks which are not there. */
    Object fill(JsonNode value) throws FormatException {
        Object one = type.array(1);
        type.copy(ByteBuffer.wrap(bytes(value)), 1, one, 0);
        return one;
    }

    /** In the order of network bytes. */
    private byte[] bytes(JsonNode value) throws FormatException {
        ByteBuffer bytes = ByteBuffer.allocate(type.bytes());
        String text = value.asText("");
        try {
            if (text.startsWith("0x")) {
                byte[] raw = new BigInteger(text.substring(2), 16).toByteArray();
                int count = Math.min(raw.length, type.bytes());
                bytes.put(type.bytes() - count, raw, raw.length - count, count);
            } else if (type == SampleType.FLOAT64) {
                bytes.putDouble(number(value));
            } else if (type == SampleType.FLOAT32) {
                bytes.putFloat((float) number(value));
            } else {
                long whole = value.isBoolean() ? (value.asBoolean() ? 1 : 0) : value.longValue();
                switch (type.bytes()) {
                    case 1 -> bytes.put((byte) whole);
                    case 2 -> bytes.putShort((short) whole);
                    case 4 -> bytes.putInt((int) whole);
                    default -> bytes.putLong(whole);
                }
            }
            return bytes.array();
        } catch (NumberFormatException e) {
            throw new FormatException("is damaged: its fill value is " + value, e);
        }
    }

    private static double number(JsonNode value) {
        return value.isTextual() ? Double.parseDouble(value.asText()) : value.doubleValue();
    }
}
