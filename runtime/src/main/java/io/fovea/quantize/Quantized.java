package io.fovea.quantize;

import io.fovea.FoveaException;
import io.fovea.anatomy.InputFrame;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Image;
import io.fovea.image.PreparedImage;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.optimize.Optimized;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.List;
import java.util.OptionalInt;

/**
 * A model whose kernels and values are whole numbers of eight bits, which processors multiply faster, and which take a
 * quarter of the space.
 *
 * <pre>{@code
 * Quantized small = Quantized.of(model, images, Monitor.NONE);
 * small.model().graph().write(Path.of("small.onnx"));
 * }</pre>
 *
 * @param model with the card of the other written into it: what was assumed of that one is stated by this one
 * @param calibration the way of finding ranges that changed the answers least
 * @param kernels how many work on whole numbers
 * @param left those that do not, as the answers changed most by them, by the names of their outputs; the first most
 * @param error how far the answers to the images are off: the root of the squares of the differences, in shares of that of
 *     the answers
 */
public record Quantized(Model model, Calibration calibration, int kernels, List<String> left, double error) {
    /** Images that the ranges are taken from, if there are so many. */
    public static final int IMAGES = 32;

    private static final int OPSET = 13;
    private static final int LARGEST_SIDE = 256;

    /** Copies the list. */
    public Quantized {
        left = List.copyOf(left);
    }

    /**
     * Quantises a model for processors such as this. Blocks, for as long as some runs of it for each of its kernels.
     *
     * @param images such as it is for, of all kinds that it tells apart; {@value #IMAGES} from all over them are taken
     * @throws FoveaException if it takes several inputs, or others than real numbers, or has no kernel that could be
     *     quantised
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static Quantized of(Model model, List<Image> images, Monitor monitor) {
        return of(model, images, KernelBits.here(), monitor);
    }

    /**
     * The same for other processors than this.
     *
     * @param bits of kernels; with {@link KernelBits#EIGHT} where {@link KernelBits#here} says seven, the error counts what is cut
     *     off here
     */
    public static Quantized of(Model model, List<Image> images, KernelBits bits, Monitor monitor) {
        Graph graph = Optimized.of(inSinglePrecision(model)).model().graph();
        graph = graph.opset() < OPSET ? graph.raised(OPSET) : graph;
        ScalesAsKernels.write(graph);
        FourthChannel.write(graph);
        requireReal(model, graph);
        Input input = model.card().input();
        List<FloatTensor> tensors = Spread.of(images, IMAGES).stream()
                .map(image -> tensor(input, image))
                .toList();
        if (tensors.isEmpty()) {
            throw new FoveaException("There are no images to see the ranges of values on; give some.");
        }
        return new QuantizationSearch(graph, tensors, bits, monitor).best();
    }

    /** Where real numbers are of half precision, kernels for whole ones have nothing to begin with. */
    private static Model inSinglePrecision(Model model) {
        Graph graph = model.graph();
        boolean halves =
                graph.initializers().values().stream().anyMatch(tensor -> tensor.type() == ElementType.FLOAT16);
        return halves ? Model.of(graph.inSinglePrecision()).withCard(model.card()) : model;
    }

    /** The image, or where a large one could go in whole, a part from its middle: all values inside are kept at once. */
    private static FloatTensor tensor(Input input, Image image) {
        InputFrame whole = InputFrame.of(input, image);
        int width = side(input.width(), whole.width(), input.multiple());
        int height = side(input.height(), whole.height(), input.multiple());
        if (!input.isFree() || width == whole.width() && height == whole.height()) {
            return whole.tensor(input, image);
        }
        FloatTensor tensor = FloatTensor.allocate(input.shape(width, height));
        PreparedImage prepared = input.preparation().prepare(image);
        prepared.fill((image.width() - width) / 2, (image.height() - height) / 2, width, height, tensor.data());
        return tensor;
    }

    private static int side(OptionalInt fixed, int whole, int multiple) {
        return fixed.isPresent() ? whole : Math.min(whole, Input.roundUp(LARGEST_SIDE, multiple));
    }

    private static void requireReal(Model model, Graph graph) {
        if (graph.inputs().size() != 1 || graph.inputs().get(0).type() != ElementType.FLOAT) {
            throw new FoveaException("The model '" + model.name() + "' cannot be quantised: it takes "
                    + graph.inputs().stream().map(ValueInfo::toString).toList()
                    + ", and one image in single precision is expected.");
        }
        if (QuantizationPlan.kernels(graph).isEmpty()) {
            throw new FoveaException(
                    "The model '" + model.name() + "' has no convolution and no product of matrices with"
                            + " constant weights in single precision, so there is nothing to quantise.");
        }
    }
}
