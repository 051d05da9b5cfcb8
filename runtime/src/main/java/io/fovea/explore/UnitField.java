package io.fovea.explore;

import io.fovea.ArrayLength;
import io.fovea.FoveaException;
import io.fovea.anatomy.InputFrame;
import io.fovea.anatomy.PixelGrid;
import io.fovea.autodiff.Gradients;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import io.fovea.graph.operator.Reach;
import io.fovea.image.Color;
import io.fovea.image.Grid;
import io.fovea.image.Image;
import io.fovea.image.Layout;
import io.fovea.image.NonFinite;
import io.fovea.image.Normalisation;
import io.fovea.image.Overlays;
import io.fovea.image.Preparation;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.ReceptiveField;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import io.fovea.task.SizeGuard;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What one unit of a layer sees of an image: the window that it can see by the sizes of kernels and strides, and what it
 * really looks at, by the gradient of its value (Luo et al., <i>Understanding the Effective Receptive Field</i>, 2016).
 *
 * @param seen the image as the model sees it, 8-bit RGB
 * @param left first column of the window, may lie outside the image
 * @param top first row of the window
 * @param side of the window in pixels; 0 if it is the whole image
 * @param influence of every pixel: the sum of the gradient's absolute values over input channels, for all channels of the
 *     unit together; row by row, at least 0; the array is shared, not copied
 */
public record UnitField(Image seen, int left, int top, int side, float[] influence) {
    private static final int SHOWN = 384;
    private static final int YELLOW = 0xffd400;
    private static final int RED = 0xe6194b;
    private static final double STRONGEST = 0.75;

    /** Below this share of the strongest influence a pixel does not count: two standard deviations of a Gaussian. */
    private static final double COUNTED = 0.0455;

    /**
     * Looks through a unit. Blocks.
     *
     * @param x column of the unit in its map, from 0
     * @param y row of the unit
     * @param image of any size and depth
     * @throws FoveaException if there is no such layer, unit or device, or a value of the image is no number
     * @throws io.fovea.autodiff.NoGradientException if an operator between has no derivative
     */
    public static UnitField of(Model model, String layer, int x, int y, Image image, Device device) {
        Graph graph = model.graph().inQdqForm();
        Activations.requireImage(model, graph);
        NonFinite.refuse(image);
        Input input = model.card().input();
        InputFrame framing = InputFrame.of(input, image);
        new SizeGuard(model).require(input.shape(framing.width(), framing.height()));
        Objective objective = Objective.ofLayer(model, graph, layer, 1, false);
        AscentGraph part = new AscentGraph(graph, objective);
        long[] value = part.probe(input.shape(framing.width(), framing.height()));
        float[] influence = influence(part, objective, value, input, x, y, image, framing, device);
        Reach reach = ReceptiveField.reach(graph, objective.value());
        int side = reach.isBounded() ? (int) Math.round(reach.to() - reach.from()) + 1 : 0;
        int left = reach.isBounded() ? (int) Math.floor(x * reach.spacing() + reach.from()) : 0;
        int top = reach.isBounded() ? (int) Math.floor(y * reach.spacing() + reach.from()) : 0;
        return new UnitField(shown(image, framing), left, top, side, influence);
    }

    private static float[] influence(
            AscentGraph part,
            Objective objective,
            long[] value,
            Input input,
            int x,
            int y,
            Image image,
            InputFrame framing,
            Device device) {
        boolean last = objective.layout() == Layout.NHWC;
        if (value.length != 4) {
            throw new FoveaException("'" + objective.name() + "' has no map, so it has no unit at a place.");
        }
        int down = (int) value[last ? 1 : 2];
        int across = (int) value[last ? 2 : 3];
        if (x < 0 || y < 0 || x >= across || y >= down) {
            throw new FoveaException("'" + objective.name() + "' has units 0.." + (across - 1) + " across and 0.."
                    + (down - 1) + " down at this size of the image; there is none at " + x + ", " + y + ".");
        }
        float[] mask = new float[down * across];
        mask[y * across + x] = 1;
        long[] maskShape = last ? new long[] {1, down, across, 1} : new long[] {1, 1, down, across};
        Graph graph = part.part(input.shape(framing.width(), framing.height()));
        String name = graph.inputs().get(0).name();
        String real = AscentGraph.real(graph, objective.value());
        String weights = graph.put(graph.unused("unit/mask"), Tensor.of(mask, maskShape));
        String unit = graph.unused("unit/value");
        graph.append(Node.of("Mul", List.of(real, weights), unit));
        graph.setOutputs(List.of(unit));
        Gradients gradients = AscentGraph.gradients(graph, unit, name, objective);
        FloatTensor pixels = framing.tensor(input, image);
        try (Session session = Session.open(gradients.graph().toBytes(), device)) {
            FloatTensor gradient = session.run(Map.of(name, pixels), Set.of(gradients.of(name)), Cancellation.NONE)
                    .get(gradients.of(name));
            return summed(gradient, PixelGrid.of(input, framing));
        }
    }

    private static float[] summed(FloatTensor gradient, PixelGrid grid) {
        float[] sums = new float[grid.pixels()];
        for (int c = 0; c < grid.channels(); c++) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += Math.abs(gradient.data().get(grid.at(c, i)));
            }
        }
        return sums;
    }

    private static Image shown(Image image, InputFrame framing) {
        byte[] pixels = new byte[ArrayLength.of(framing.width(), framing.height(), 3)];
        FloatBuffer values = FloatBuffer.allocate(pixels.length);
        framing.fill(new Preparation(Color.RGB, Layout.NHWC, Normalisation.RAW), Overlays.forTheEye(image), values);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.round(values.get(i));
        }
        return Image.rgb8(framing.width(), framing.height(), pixels);
    }

    /** Whether the image, the window and the influence agree. */
    @Override
    public boolean equals(Object other) {
        return other instanceof UnitField that
                && seen.equals(that.seen)
                && left == that.left
                && top == that.top
                && side == that.side
                && Arrays.equals(influence, that.influence);
    }

    @Override
    public int hashCode() {
        return Objects.hash(seen, left, top, side, Arrays.hashCode(influence));
    }

    /** The side of a square as large as all pixels that really count, in pixels. */
    public double effectiveSide() {
        float most = strongest();
        int counted = 0;
        for (float one : influence) {
            counted += most > 0 && one >= COUNTED * most ? 1 : 0;
        }
        return Math.sqrt(counted);
    }

    private float strongest() {
        float most = 0;
        for (float one : influence) {
            most = Math.max(most, one);
        }
        return most;
    }

    /**
     * The image with the influence of its pixels in red and the window as a yellow frame, small images magnified.
     *
     * @return 8-bit RGB
     */
    public Image drawing() {
        int width = seen.width();
        byte[] pixels = seen.bytes().clone();
        float most = strongest();
        for (int i = 0; i < influence.length; i++) {
            double share = most > 0 ? STRONGEST * Math.sqrt(influence[i] / most) : 0;
            for (int c = 0; c < 3; c++) {
                int level = pixels[3 * i + c] & 0xff;
                pixels[3 * i + c] = (byte) Math.round(level + share * ((RED >> (16 - 8 * c) & 0xff) - level));
            }
        }
        int times = Math.max(1, SHOWN / Math.max(width, seen.height()));
        Image large = Grid.magnified(Image.rgb8(width, seen.height(), pixels), times);
        if (side > 0) {
            frame(large, times);
        }
        return large;
    }

    private void frame(Image image, int times) {
        int thick = Math.max(2, Math.max(image.width(), image.height()) / 256);
        int x0 = left * times;
        int y0 = top * times;
        int x1 = x0 + side * times - 1;
        int y1 = y0 + side * times - 1;
        for (int y = Math.max(0, y0); y <= Math.min(image.height() - 1, y1); y++) {
            for (int x = Math.max(0, x0); x <= Math.min(image.width() - 1, x1); x++) {
                if (Math.min(Math.min(x - x0, x1 - x), Math.min(y - y0, y1 - y)) < thick) {
                    int at = 3 * (y * image.width() + x);
                    image.bytes()[at] = (byte) (YELLOW >> 16);
                    image.bytes()[at + 1] = (byte) (YELLOW >> 8);
                    image.bytes()[at + 2] = (byte) YELLOW;
                }
            }
        }
    }
}
