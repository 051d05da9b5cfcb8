package io.fovea.plan;

import io.fovea.recipe.data.DataLayout;

/** Which architecture begins with random weights. */
final class NetworkChoice {
    /** Up to here a few plain convolutions see everything. */
    private static final int SMALL = 40;

    /** The least that three convolutions and two halvings leave a pixel of. */
    private static final int SMALLEST = 18;

    private NetworkChoice() {}

    /**
     * The architecture's name.
     *
     * @param side of the images in pixels; of the crop where there is one
     */
    static Choice<String> of(DataLayout layout, int side) {
        if (!layout.task().equals(DataLayout.CLASSIFICATION)) {
            return new Choice<>("zoo:separable-unet", "answers for every pixel, quickly, with contours at full size");
        }
        return side <= SMALL && side >= SMALLEST
                ? new Choice<>("zoo:digits", "for " + side + " pixels three plain convolutions are enough")
                : new Choice<>("zoo:mini-xception", "learns photographs from few examples, with few weights");
    }
}
