package io.fovea.task.instance;

/** The smallest rectangle around something. */
record Bounds(float left, float top, float right, float bottom) {

    /** Around points. */
    static Bounds around(double[] x, double[] y) {
        double left = x[0];
        double right = x[0];
        double top = y[0];
        double bottom = y[0];
        for (int i = 1; i < x.length; i++) {
            left = Math.min(left, x[i]);
            right = Math.max(right, x[i]);
            top = Math.min(top, y[i]);
            bottom = Math.max(bottom, y[i]);
        }
        return new Bounds((float) left, (float) top, (float) right, (float) bottom);
    }

    /** The area that two share. */
    double shared(Bounds other) {
        double width = Math.min(right, other.right) - Math.max(left, other.left);
        double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        return width > 0 && height > 0 ? width * height : 0;
    }

    /** How far it reaches from a point, along an axis. */
    float reach(int x, int y) {
        return Math.max(Math.max(x - left, right - x), Math.max(y - top, bottom - y));
    }
}
