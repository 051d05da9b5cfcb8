package io.fovea.task;

import java.util.Arrays;

/**
 * The pixels of an object as COCO has them (Lin et al. 2014): how many pixels are outside, then inside, then outside again and so on, down
 * one column of the image after the other; and these numbers as the text of COCO's own library.
 */
final class RunLengths {
    private static final int BITS = 5;
    private static final int LOW = (1 << BITS) - 1;
    private static final int SIGN = 1 << BITS - 1;
    private static final int MORE = 1 << BITS;
    private static final int FIRST_LETTER = 48;

    /** From here on a number is written as what it differs by from the last but one. */
    private static final int FIRST_DIFFERENCE = 3;

    private RunLengths() {}

    /** Those of an object; one run outside where surer ones hide all of it. */
    static int[] of(LabelMap map, int label) {
        int pixels = map.width() * map.height();
        if (label > map.count() || map.area(label) == 0) {
            return new int[] {pixels};
        }
        LabelMap.Bounds box = map.bounds(label);
        int[] runs = new int[2 * map.area(label) + 1];
        int count = 0;
        int end = 0;
        for (int x = box.x(); x < box.x() + box.width(); x++) {
            for (int y = box.y(); y < box.y() + box.height(); y++) {
                int at = x * map.height() + y;
                if (map.label(x, y) == label) {
                    if (count == 0 || at > end) {
                        runs[count++] = at - end;
                        runs[count++] = 0;
                    }
                    runs[count - 1]++;
                    end = at + 1;
                }
            }
        }
        if (end < pixels) {
            runs[count++] = pixels - end;
        }
        return Arrays.copyOf(runs, count);
    }

    /** As {@code rleToString} of COCO's library writes them: five bits to a letter, the lowest first. */
    static String text(int[] runs) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < runs.length; i++) {
            int left = i < FIRST_DIFFERENCE ? runs[i] : runs[i] - runs[i - 2];
            boolean more = true;
            while (more) {
                int bits = left & LOW;
                left >>= BITS;
                more = (bits & SIGN) == 0 ? left != 0 : left != -1;
                text.append((char) (FIRST_LETTER + (more ? bits | MORE : bits)));
            }
        }
        return text.toString();
    }
}
