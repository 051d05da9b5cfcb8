package io.fovea.explore;

/** How the lectures make maps and patterns of any range visible. */
final class LectureContrast {
    private static final double SPREAD = 64;
    private static final double MIDDLE = 128;

    private LectureContrast() {}

    /**
     * Values as 8-bit levels: {@code (v - mean) / std * 64 + 128}, clipped; 0 where all are 0, 128 where all are another
     * one.
     */
    static byte[] normalised(float[] values) {
        double sum = 0;
        boolean silent = true;
        for (float value : values) {
            sum += value;
            silent &= value == 0;
        }
        byte[] levels = new byte[values.length];
        if (silent) {
            return levels;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (float value : values) {
            squares += (value - mean) * (value - mean);
        }
        double std = Math.sqrt(squares / values.length);
        // What is left of rounding is no contrast.
        double gain = std > 1e-7 * Math.abs(mean) ? SPREAD / std : 0;
        for (int i = 0; i < values.length; i++) {
            levels[i] = (byte) Math.max(0, Math.min(255, (values[i] - mean) * gain + MIDDLE));
        }
        return levels;
    }
}
