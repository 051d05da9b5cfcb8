package io.fovea.explore;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.image.NonFinite;

/** Refuses images that would spread what is no number over everything made of them. */
final class Numbers {
    private Numbers() {}

    /** Throws a {@link FoveaException} with the place of the first NaN or infinity of an image, if there is one. */
    static void require(Image image) {
        NonFinite.in(image).ifPresent(found -> {
            throw new FoveaException("The image holds values that are no numbers (NaN or infinite), the first at "
                    + found.x() + ", " + found.y() + "; replace them, for example by 0.");
        });
    }
}
