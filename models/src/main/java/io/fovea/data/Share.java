package io.fovea.data;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a part of a data set was found to be.
 *
 * @param name {@code train}, {@code validation}, {@code test} or {@code all}
 * @param images that can be read
 * @param leftOut examples that cannot
 * @param shown for each label, how many of the images show it
 * @param pixels for each label, how many pixels show it; empty where an answer is for the whole image
 * @param strangers pixels whose values stand for no label
 * @param objects that are told apart in all the images
 * @param single images with one object
 * @param smallest width and height of none is less, in pixels
 * @param largest width and height of none is more, in pixels
 * @param kinds how many images are of which kind, such as {@code RGB 8-bit}
 */
public record Share(
        String name,
        int images,
        int leftOut,
        List<Integer> shown,
        List<Long> pixels,
        ValueCounts strangers,
        long objects,
        int single,
        Size smallest,
        Size largest,
        Map<String, Integer> kinds) {

    /** A width and a height in pixels. */
    public record Size(int width, int height) {
        @Override
        public String toString() {
            return width + "x" + height;
        }
    }

    /** Copies the lists and the map. */
    public Share {
        shown = List.copyOf(shown);
        pixels = List.copyOf(pixels);
        kinds = Map.copyOf(kinds);
    }

    /** All pixels that were looked at in masks; 0 where there are no masks. */
    public long allPixels() {
        return pixels.stream().mapToLong(Long::longValue).sum() + strangers.pixels();
    }

    /** Counts that grow with every example. Thread-safe. */
    static final class Tally {
        private final String name;
        private final int[] shown;
        private final long[] pixels;
        private final ValueCounts.Tally strangers = new ValueCounts.Tally();
        private final Map<String, Integer> kinds = new TreeMap<>();
        private boolean perPixel;
        private int images;
        private int leftOut;
        private long objects;
        private int single;
        private int leastWidth = Integer.MAX_VALUE;
        private int leastHeight = Integer.MAX_VALUE;
        private int mostWidth;
        private int mostHeight;

        Tally(String name, int labels) {
            this.name = name;
            this.shown = new int[labels];
            this.pixels = new long[labels];
        }

        synchronized void leaveOut() {
            leftOut++;
        }

        /** Counts an example; what takes long is done before anyone has to wait. */
        void add(Example example) {
            LabelCounts answer = LabelCounts.of(example.target(), shown.length);
            String kind = example.image().kind();
            synchronized (this) {
                images++;
                kinds.merge(kind, 1, Integer::sum);
                leastWidth = Math.min(leastWidth, example.image().width());
                leastHeight = Math.min(leastHeight, example.image().height());
                mostWidth = Math.max(mostWidth, example.image().width());
                mostHeight = Math.max(mostHeight, example.image().height());
                perPixel |= answer.perPixel();
                for (int i = 0; i < shown.length; i++) {
                    shown[i] += answer.counts()[i] > 0 ? 1 : 0;
                    pixels[i] += answer.counts()[i];
                }
                strangers.add(answer.strangers());
                objects += answer.objects();
                single += answer.objects() == 1 ? 1 : 0;
            }
        }

        synchronized Share share() {
            return new Share(
                    name,
                    images,
                    leftOut,
                    java.util.Arrays.stream(shown).boxed().toList(),
                    perPixel ? java.util.Arrays.stream(pixels).boxed().toList() : List.of(),
                    strangers.counts(),
                    objects,
                    single,
                    new Size(images == 0 ? 0 : leastWidth, images == 0 ? 0 : leastHeight),
                    new Size(mostWidth, mostHeight),
                    kinds);
        }
    }
}
