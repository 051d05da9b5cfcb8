package io.fovea.layers;

import io.fovea.graph.Attributes;
import java.util.List;

/**
 * Brings an image to the height and width of another, whatever they are, by linear interpolation between the centres of
 * pixels: how a decoder meets skip connections of networks whose sizes do not halve evenly.
 *
 * <pre>{@code
 * SymbolicTensor skip = network.input(19, 19, 3).to(new Conv2D(8, 3).same());   // [8, 19, 19]
 * SymbolicTensor x = skip.to(new Conv2D(16, 3).strides(2).same());   // [16, 10, 10]
 * x = ResizeLike.of(x, skip);   // [16, 19, 19]
 * }</pre>
 *
 * <p>Input shape: {@code [C, H, W]} and one of another size, {@code [C2, H2, W2]}. Output shape: {@code [C, H2, W2]}.
 *
 * <p>Where pixels are taken from depends on the sizes, so tiles whose sizes round otherwise than the whole image's
 * answer a little otherwise, too.
 */
public final class ResizeLike extends Layer {

    /** {@code image} at the size of {@code like}. */
    public static SymbolicTensor of(SymbolicTensor image, SymbolicTensor like) {
        return new ResizeLike().on(List.of(image, like));
    }

    @Override
    protected String kind() {
        return "resize_like";
    }

    @Override
    protected long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
        SymbolicTensor image = inputs.get(0);
        SymbolicTensor like = inputs.get(1);
        requireImage(image, this);
        requireImage(like, this);
        String own = writer.node("Shape", List.of(image.name()), Attributes.NONE.with("end", 2));
        String others = writer.node("Shape", List.of(like.name()), Attributes.NONE.with("start", 2));
        String sizes = writer.node("Concat", List.of(own, others), Attributes.NONE.with("axis", 0));
        writer.node(
                "Resize",
                List.of(image.name(), "", "", sizes),
                Attributes.NONE.with("mode", "linear").with("coordinate_transformation_mode", "half_pixel"));
        return new long[] {image.channels(), like.height(), like.width()};
    }
}
