package io.fovea.task;

/**
 * The objects of a rectangle of an image, in which they are whole.
 *
 * @param map of the rectangle
 * @param left of the rectangle in the image
 * @param top of the rectangle in the image
 * @param width of the image
 * @param height of the image
 */
record LabelWindow(LabelMap map, int left, int top, int width, int height) implements LabelledObjects {

    @Override
    public int count() {
        return map.count();
    }

    @Override
    public int label(int x, int y) {
        boolean within = x >= left && y >= top && x - left < map.width() && y - top < map.height();
        return within ? map.label(x - left, y - top) : 0;
    }

    @Override
    public int area(int label) {
        return map.area(label);
    }

    @Override
    public double[] centroid(int label) {
        return map.centroid(label, left, top);
    }

    @Override
    public LabelMap.Bounds bounds(int label) {
        LabelMap.Bounds box = map.bounds(label);
        return new LabelMap.Bounds(box.x() + left, box.y() + top, box.width(), box.height());
    }

    @Override
    public double meanProbability(int label) {
        return map.meanProbability(label);
    }
}
