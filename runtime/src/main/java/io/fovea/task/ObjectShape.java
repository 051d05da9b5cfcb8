package io.fovea.task;

import io.fovea.image.PixelSize;

/**
 * Size, form and place of an object, as ImageJ's <i>Analyze Particles</i> gives them: a pixel's centre lies at half its width.
 *
 * @param area of its pixels
 * @param perimeter of its outline, without holes
 * @param circularity 4 pi area / perimeter squared, at most 1
 * @param feret the largest distance between two corners of the outline
 * @param x of the middle of its pixels
 * @param y of the same
 * @param left of the smallest rectangle around it
 * @param top of the same
 * @param width of the same
 * @param height of the same
 * @param touchesBorder whether it reaches the edge of the image
 */
public record ObjectShape(
        double area,
        double perimeter,
        double circularity,
        double feret,
        double x,
        double y,
        double left,
        double top,
        double width,
        double height,
        boolean touchesBorder) {

    /** Measures an object in the unit of the pixels' size. */
    public static ObjectShape of(LabelledObjects map, int label, PixelSize size) {
        return of(map, label, ObjectOutline.of(map, label), size);
    }

    static ObjectShape of(LabelledObjects map, int label, ObjectOutline outline, PixelSize size) {
        double area = map.area(label) * size.width() * size.height();
        double perimeter = outline.perimeter(size.width(), size.height());
        double[] centre = map.centroid(label);
        LabelMap.Bounds box = map.bounds(label);
        return new ObjectShape(
                area,
                perimeter,
                ObjectOutline.circularity(area, perimeter),
                outline.feret(size.width(), size.height()),
                size.x(centre[0] + 0.5),
                size.y(centre[1] + 0.5),
                size.x(box.x()),
                size.y(box.y()),
                box.width() * size.width(),
                box.height() * size.height(),
                map.touchesBorder(label));
    }
}
