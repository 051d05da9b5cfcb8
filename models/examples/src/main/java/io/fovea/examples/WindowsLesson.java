package io.fovea.examples;

import io.fovea.graph.Graph;
import io.fovea.image.Grid;
import io.fovea.image.Image;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Network;
import io.fovea.layers.Padding;
import io.fovea.layers.SymbolicTensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a sliding window stops: without padding and with it, by one pixel and by more (Chollet, Deep Learning with Python, 2nd
 * edition, section 8.1.1; Holbrook, Kaggle Learn: Computer Vision, lesson 4).
 */
public final class WindowsLesson {

    static final String USAGE = "OUTPUT [SIDE]";

    private static final int KERNEL = 3;
    /** A cell is still to be told from another then. */
    private static final int MOST = 99;

    private static final int MARGIN = 2;
    private static final int CELL = 14;
    private static final int PADDED = 60;
    private static final int PIXEL = 140;
    private static final int MIDDLE = 255;

    private WindowsLesson() {}

    /**
     * Prints the sizes that a layer has, and draws the middle of every window.
     *
     * @param args a folder for the picture; the side of the image in pixels, 7, of 3 to 99
     */
    public static void main(String[] args) {
        Given given = Given.of(args, USAGE);
        Path output = given.folder(0);
        int side = given.number(1, 7, KERNEL, MOST);
        List<Image> cells = new ArrayList<>();
        System.out.println("An image of " + side + " x " + side + " under windows of " + KERNEL + " x " + KERNEL + ":");
        for (Padding padding : new Padding[] {Padding.VALID, Padding.SAME}) {
            for (int stride : new int[] {1, 2, 3}) {
                long size = size(side, padding, stride);
                System.out.println("  " + padding.name().toLowerCase(Locale.ROOT) + ", strides of " + stride + ": "
                        + size + " x " + size);
                cells.add(drawn(side, (int) size, padding, stride));
            }
        }
        new Grid(3, CELL).of(cells).write(output.resolve("windows.png"));
        System.out.println("A second layer, and a third, without padding: " + behindEachOther(side));
    }

    /** What the layer itself says. */
    private static long size(int side, Padding padding, int stride) {
        SymbolicTensor image = new Network("window", 1).input(side, side, 1);
        return image.to(new Conv2D(1, KERNEL).strides(stride).padding(padding)).width();
    }

    /** Each takes a rim, so that an image has an end of layers without padding. */
    private static String behindEachOther(int side) {
        Network network = new Network("rims", 1);
        SymbolicTensor x = network.input(side, side, 1);
        StringBuilder sizes = new StringBuilder(Integer.toString(side));
        for (int i = 0; i < 3 && x.width() >= KERNEL; i++) {
            x = x.to(new Conv2D(1, KERNEL));
            sizes.append(", ").append(x.width());
        }
        Graph graph = network.finish(x);
        return sizes + " (" + graph.nodes().size() + " layers)";
    }

    /** The image in grey, the rim that padding adds in dark, the middles of windows in white. */
    private static Image drawn(int side, int size, Padding padding, int stride) {
        int rim = padding == Padding.SAME ? (KERNEL - 1) / 2 : 0;
        int first = padding == Padding.SAME ? 0 : (KERNEL - 1) / 2;
        int wide = (side + 2 * MARGIN) * CELL;
        byte[] levels = new byte[wide * wide];
        for (int i = 0; i < levels.length; i++) {
            int x = Math.floorDiv(i % wide, CELL) - MARGIN;
            int y = Math.floorDiv(i / wide, CELL) - MARGIN;
            boolean line = i % wide % CELL == 0 || i / wide % CELL == 0;
            boolean padded = Math.min(x, y) >= -rim && Math.max(x, y) < side + rim;
            boolean inside = Math.min(x, y) >= 0 && Math.max(x, y) < side;
            boolean middle = isStop(x - first, size, stride) && isStop(y - first, size, stride);
            levels[i] = (byte) (line || !padded ? 0 : middle ? MIDDLE : inside ? PIXEL : PADDED);
        }
        return Image.gray8(wide, wide, levels);
    }

    private static boolean isStop(int way, int size, int stride) {
        return way >= 0 && way % stride == 0 && way / stride < size;
    }
}
