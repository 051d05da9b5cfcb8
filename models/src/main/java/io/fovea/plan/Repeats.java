package io.fovea.plan;

import io.fovea.data.Example;
import io.fovea.image.Image;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** Images that several shares of data have: what measures a model must not be what it learns from. */
final class Repeats {
    private static final String[] NAMES = {"train", "validation", "test"};

    private Repeats() {}

    /**
     * What tells an image from others of the same size.
     *
     * @param name of the example
     * @param pixels two checksums of its values, of 32 bits each, with size and kind
     */
    record Print(String name, List<Object> pixels) {
        static Print of(Example example) {
            Image image = example.image();
            CRC32 sum = new CRC32();
            switch (image.depth()) {
                case UINT8 -> sum.update(image.bytes());
                case UINT16 -> {
                    short[] values = image.shorts();
                    ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES * values.length);
                    bytes.asShortBuffer().put(values);
                    sum.update(bytes);
                }
                case FLOAT32 -> {
                    float[] values = image.floats();
                    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
                    bytes.asFloatBuffer().put(values);
                    sum.update(bytes);
                }
            }
            return new Print(example.name(), List.of(image.toString(), image.hashCode(), sum.getValue()));
        }
    }

    /**
     * A sentence for each pair of shares that have images of the same pixels.
     *
     * @param shares those of train, validation and test
     */
    static List<String> in(List<List<Print>> shares) {
        List<String> sentences = new ArrayList<>();
        for (int first = 0; first < shares.size(); first++) {
            Map<List<Object>, String> known = new HashMap<>();
            shares.get(first).forEach(print -> known.putIfAbsent(print.pixels(), print.name()));
            for (int second = first + 1; second < shares.size(); second++) {
                List<Print> again = shares.get(second).stream()
                        .filter(print -> known.containsKey(print.pixels()))
                        .toList();
                if (!again.isEmpty()) {
                    sentences.add(sentence(again, known, NAMES[first], NAMES[second]));
                }
            }
        }
        return sentences;
    }

    private static String sentence(List<Print> again, Map<List<Object>, String> known, String first, String second) {
        Print one = again.get(0);
        boolean alone = again.size() == 1;
        return again.size() + (alone ? " image" : " images") + " of the share '" + second + "' "
                + (alone ? "is" : "are")
                + " in '" + first + "' too, such as '" + one.name() + "', there '" + known.get(one.pixels())
                + "'; scores on '" + second + "' are better than they should be.";
    }
}
