package io.fovea.task;

/**
 * The pixels of an object in an image, as COCO's files have them (Lin et al. 2014).
 *
 * @param category the number of its class
 * @param label of its class
 * @param score how sure the model is, 0..1
 * @param x of the left edge of its box, in pixels of the image
 * @param y of the upper edge
 * @param width of the box
 * @param height of the box
 * @param area how many pixels are its own; 0 where surer objects hide all of it
 * @param runs the lengths of its runs down the columns of the image, as COCO's library writes them
 */
public record FoundMask(
        int category,
        String label,
        double score,
        double x,
        double y,
        double width,
        double height,
        int area,
        String runs) {

    /** That of an object in a map, in its own box. */
    static FoundMask of(LabelMap map, int number, int category, String label, double score) {
        LabelMap.Bounds box = map.bounds(number);
        return of(map, number, category, label, score, new double[] {box.x(), box.y(), box.width(), box.height()});
    }

    /**
     * That of an object in a map, in a box that was found.
     *
     * @param number of the object in the map
     * @param box its left and upper edge, width and height
     */
    static FoundMask of(LabelMap map, int number, int category, String label, double score, double[] box) {
        int area = number <= map.count() ? map.area(number) : 0;
        return new FoundMask(
                category,
                label,
                score,
                box[0],
                box[1],
                box[2],
                box[3],
                area,
                RunLengths.text(RunLengths.of(map, number)));
    }
}
