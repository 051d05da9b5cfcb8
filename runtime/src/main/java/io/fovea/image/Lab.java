package io.fovea.image;

/**
 * A colour in the CIELAB space under D65, where distances are about what the eye sees.
 *
 * @param l lightness, 0..100
 * @param a from green to red
 * @param b from blue to yellow
 */
record Lab(double l, double a, double b) {

    /** Of an sRGB colour, 0..255 each. */
    static Lab of(double red, double green, double blue) {
        double r = linear(red);
        double g = linear(green);
        double b = linear(blue);
        double x = cube((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
        double y = cube(0.2126 * r + 0.7152 * g + 0.0722 * b);
        double z = cube((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
        return new Lab(116 * y - 16, 500 * (x - y), 200 * (y - z));
    }

    /** Of {@code 0xRRGGBB}. */
    static Lab of(int rgb) {
        return of(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
    }

    /** How far from grey. */
    double chroma() {
        return Math.hypot(a, b);
    }

    /** The colour difference of 1976: 2 can just be seen. */
    double distance(Lab other) {
        return Math.sqrt(squaredDistance(other));
    }

    double squaredDistance(Lab other) {
        double dl = l - other.l;
        double da = a - other.a;
        double db = b - other.b;
        return dl * dl + da * da + db * db;
    }

    private static double linear(double value) {
        double v = value / 255;
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    private static double cube(double t) {
        return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16.0 / 116;
    }
}
