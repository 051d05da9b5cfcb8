package io.fovea.report;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What TensorBoard shows of one step: numbers, pictures and histograms, each under a tag. Tags that are alike up to a slash
 * stand together. In the form of TensorFlow's {@code summary.proto}.
 */
public final class EventSummary {

    private static final int VALUE = 1;
    private static final int TAG = 1;
    private static final int NUMBER = 2;
    private static final int PICTURE = 4;
    private static final int HISTOGRAM = 5;
    private static final int RGB = 3;

    private final ByteArrayOutputStream values = new ByteArrayOutputStream();

    /** Adds a number; one that is none is left out, as a curve has a gap there. */
    public EventSummary number(String tag, double value) {
        return Double.isNaN(value) ? this : add(tag, out -> out.writeFloat(NUMBER, (float) value));
    }

    /**
     * Adds a picture.
     *
     * @param png in RGB
     * @param width in pixels
     * @param height in pixels
     */
    public EventSummary picture(String tag, byte[] png, int width, int height) {
        return add(
                tag,
                out -> out.writeByteArray(PICTURE, message(picture -> {
                    picture.writeInt32(1, height);
                    picture.writeInt32(2, width);
                    picture.writeInt32(3, RGB);
                    picture.writeByteArray(4, png);
                })));
    }

    /** Adds how often which values occur; nothing where none of them is a number. */
    public EventSummary histogram(String tag, float... numbers) {
        EventHistogram counted = EventHistogram.of(numbers);
        return counted.number() == 0 ? this : add(tag, out -> out.writeByteArray(HISTOGRAM, message(counted::writeTo)));
    }

    private EventSummary add(String tag, Fields value) {
        byte[] whole = message(out -> {
            out.writeString(TAG, tag);
            value.writeTo(out);
        });
        values.writeBytes(message(out -> out.writeByteArray(VALUE, whole)));
        return this;
    }

    /** All of it, as a message of its own. */
    byte[] toBytes() {
        return values.toByteArray();
    }

    /** The fields of a message. */
    @FunctionalInterface
    interface Fields {
        void writeTo(CodedOutputStream out) throws IOException;
    }

    /** A message of these fields. */
    static byte[] message(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            fields.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory can always be written", e);
        }
        return bytes.toByteArray();
    }
}
