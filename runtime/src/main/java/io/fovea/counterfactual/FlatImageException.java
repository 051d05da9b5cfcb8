package io.fovea.counterfactual;

import io.fovea.FoveaException;

/** An image whose pixels cannot be changed by grey levels, as the model stretches it by percentiles that are the same. */
public class FlatImageException extends FoveaException {

    private static final long serialVersionUID = 1L;

    FlatImageException() {
        super(
                "The image, or a channel of it, has one grey level between the percentiles that the model stretches it by,"
                        + " so no change of pixels can be given in its grey levels; give an image with more of them, or try shifts"
                        + " alone.");
    }
}
