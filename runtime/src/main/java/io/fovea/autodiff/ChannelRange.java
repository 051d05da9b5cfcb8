package io.fovea.autodiff;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Some of the channels that convolutions give, by the kernels of these alone: what nobody wants is not computed. On the way back through
 * a U-Net's concatenations that is half of what the convolutions behind them would do.
 */
final class ChannelRange {
    private ChannelRange() {}

    /**
     * The channels {@code from} up to {@code to} of a value; empty unless it is what a convolution with constant kernels and no bias gives,
     * and nothing else has asked for it.
     */
    static Optional<String> of(Emitter e, String value, int from, int to) {
        return of(e, value, from, to, List.of());
    }

    /** The same of a value that only these nodes ask for, which are going to be left out. */
    private static Optional<String> of(Emitter e, String value, int from, int to, List<Node> askers) {
        Graph graph = e.facts().graph();
        Optional<Node> producer = graph.producer(value)
                .filter(node -> node.is("Conv") && !node.hasInput(2))
                .filter(node -> graph.consumers(value).equals(askers));
        Optional<Tensor> kernels = producer.flatMap(node -> graph.constant(node.input(1)));
        if (kernels.isEmpty() || to > kernels.get().shape()[0]) {
            return Optional.empty();
        }
        Node conv = producer.get();
        long group = conv.attributes().integer("group", 1);
        long[] shape = kernels.get().shape();
        if (group == 1) {
            String own = e.constant(rows(kernels.get(), from, to));
            return Optional.of(e.node("Conv", conv.attributes(), conv.input(0), own));
        }
        if (group == shape[0] && shape[1] == 1) {
            String own = e.constant(rows(kernels.get(), from, to));
            String image = of(e, conv.input(0), from, to, List.of(conv))
                    .orElseGet(() -> e.forms().slice(conv.input(0), e.integers(from), e.integers(to), 1));
            return Optional.of(e.node("Conv", conv.attributes().with("group", to - from), image, own));
        }
        return Optional.empty();
    }

    /** The kernels of some channels, which follow each other. */
    private static Tensor rows(Tensor kernels, int from, int to) {
        long[] shape = kernels.shape();
        ByteBuffer bytes = kernels.bytes();
        int row = bytes.remaining() / (int) shape[0];
        shape[0] = to - from;
        return Tensor.ofBytes(kernels.type(), shape, bytes.slice(bytes.position() + from * row, (to - from) * row));
    }
}
