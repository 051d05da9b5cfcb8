package io.fovea.examples;

import io.fovea.explore.Condensing;
import io.fovea.explore.Response;
import io.fovea.image.Grid;
import io.fovea.image.Image;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Pooled again and again, an image and the same image moved by some pixels become alike: what pooling keeps is that something
 * is there, not where (Holbrook, Kaggle Learn: Computer Vision, lesson 3).
 */
public final class PoolingLesson {

    static final String USAGE = "OUTPUT [SHIFT]";

    private static final int SIDE = 64;
    private static final int RADIUS = 10;
    private static final int SMALLEST = 4;
    private static final int SHOWN = 128;

    private PoolingLesson() {}

    /**
     * Prints how far the two differ after each pooling, and draws them above each other.
     *
     * @param args a folder for the picture; by how many pixels the second one is moved, 3, of 1 to 21
     */
    public static void main(String[] args) {
        Given given = Given.of(args, USAGE);
        Path output = given.folder(0);
        int shift = given.number(1, 3, 1, SIDE / 2 - RADIUS - 1);
        Condensing pooling = new Condensing(Condensing.Kind.MAX, 2, 2);
        Response still = ring(SIDE / 2);
        Response moved = ring(SIDE / 2 + shift);
        List<Image> above = new ArrayList<>();
        List<Image> below = new ArrayList<>();
        while (true) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "%2d x %2d: %5.1f%% of the pixels differ",
                    still.width(),
                    still.height(),
                    100 * difference(still, moved)));
            above.add(picture(still));
            below.add(picture(moved));
            if (still.width() <= SMALLEST) {
                break;
            }
            still = pooling.of(still);
            moved = pooling.of(moved);
        }
        int columns = above.size();
        above.addAll(below);
        new Grid(columns, 4).of(above).write(output.resolve("pooling.png"));
    }

    /** A ring around a point of the middle row. */
    private static Response ring(int middle) {
        float[] values = new float[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            double distance = Math.hypot(i % SIDE - middle, i / SIDE - SIDE / 2.0);
            values[i] = Math.abs(distance - RADIUS) < 1 ? 1 : 0;
        }
        return new Response("ring", SIDE, SIDE, values);
    }

    private static double difference(Response one, Response other) {
        double count = 0;
        for (int i = 0; i < one.values().length; i++) {
            count += one.values()[i] == other.values()[i] ? 0 : 1;
        }
        return count / one.values().length;
    }

    private static Image picture(Response map) {
        byte[] levels = new byte[map.values().length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) Math.round(255 * map.values()[i]);
        }
        return Grid.magnified(Image.gray8(map.width(), map.height(), levels), SHOWN / map.width());
    }
}
