package io.fovea.explain;

import io.fovea.image.ColorBar;
import io.fovea.image.ColorMap;
import io.fovea.image.Grid;
import io.fovea.image.Image;
import java.util.ArrayList;
import java.util.List;

/**
 * How heat maps become a picture.
 *
 * @param colors from 0 to 1
 * @param bar whether a bar beside them says which colour is which heat
 */
public record HeatDrawing(ColorMap colors, boolean bar) {
    /** Jet, as in the lectures, without a bar. */
    public static final HeatDrawing DEFAULT = new HeatDrawing(ColorMap.JET, false);

    private static final int GAP = 8;

    /**
     * The overlays of an image's explanations beside each other, in their order.
     *
     * @param image of any depth
     * @param explanations of this image, at least one
     * @return 8-bit RGB, as high as the image
     */
    public Image draw(Image image, List<Explanation> explanations) {
        List<Image> panels = new ArrayList<>();
        for (Explanation explanation : explanations) {
            panels.add(HeatOverlay.of(image, explanation.map(), colors));
        }
        return beside(panels);
    }

    /**
     * Overlays beside each other, in their order, and the bar.
     *
     * @param overlays of one height, at least one
     */
    public Image beside(List<Image> overlays) {
        List<Image> panels = new ArrayList<>(overlays);
        if (bar) {
            panels.add(ColorBar.of(colors, overlays.get(0).height()));
        }
        return Grid.row(panels, GAP);
    }

    /**
     * The overlay of a part of an image, with its outline.
     *
     * @return 8-bit RGB, as high as what is shown of the image
     */
    public Image draw(PartExplanation explanation) {
        Image picture = explanation.picture(colors);
        return bar ? Grid.row(List.of(picture, ColorBar.of(colors, picture.height())), GAP) : picture;
    }
}
