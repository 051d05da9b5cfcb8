package io.fovea.explore;

import io.fovea.FoveaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A Gabor filter: a wave under a Gaussian, {@code exp(-(x'^2 + y'^2) / 2s^2) cos(2 pi f x' + phase)} with {@code x'} along
 * the wave (Daugman 1985). The mean of the even one is taken away, so that it is silent where an image is flat; weights are
 * scaled so that their absolute values sum to 1.
 *
 * @param frequency waves per pixel, above 0 to 0.5
 * @param angle of the wave's direction, in degrees from the x axis towards the y axis, downwards
 * @param sigma of the Gaussian, in pixels, above 0 to 42
 * @param phase in degrees: 0 is even (a line), 90 odd (an edge)
 */
public record Gabor(double frequency, double angle, double sigma, double phase) {
    /** A wave of 8 pixels from left to right. */
    public static final Gabor USUAL = new Gabor(0.125, 0, 4, 0);

    private static final double LARGEST_SIGMA = 42;

    /** Throws a {@link FoveaException} for a value out of range. */
    public Gabor {
        if (!(frequency > 0 && frequency <= 0.5)) {
            throw new FoveaException(
                    "A Gabor filter's frequency is above 0 and at most 0.5 waves per pixel; it is " + frequency + ".");
        }
        if (!(sigma > 0 && sigma <= LARGEST_SIGMA)) {
            throw new FoveaException(
                    "A Gabor filter's sigma is above 0 and at most " + LARGEST_SIGMA + " pixels; it is " + sigma + ".");
        }
        if (!Double.isFinite(angle) || !Double.isFinite(phase)) {
            throw new FoveaException("A Gabor filter's angle and phase are numbers of degrees.");
        }
    }

    /** Half a wave wide: the sigma that gives a filter a bandwidth of about one octave. */
    public static double usualSigma(double frequency) {
        return 0.56 / frequency;
    }

    /** The same shifted by a quarter of a wave. */
    public Gabor quadrature() {
        return new Gabor(frequency, angle, sigma, phase + 90);
    }

    /** The weights, three sigma to each side. */
    public FilterKernel kernel() {
        int radius = Math.max(1, (int) Math.ceil(3 * sigma));
        int size = 2 * radius + 1;
        double[][] wave = new double[size][size];
        double[][] hill = new double[size][size];
        double waves = 0;
        double hills = 0;
        double theta = Math.toRadians(angle);
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                double x = column - radius;
                double y = row - radius;
                double along = x * Math.cos(theta) + y * Math.sin(theta);
                hill[row][column] = Math.exp(-(x * x + y * y) / (2 * sigma * sigma));
                wave[row][column] =
                        hill[row][column] * Math.cos(2 * Math.PI * frequency * along + Math.toRadians(phase));
                waves += wave[row][column];
                hills += hill[row][column];
            }
        }
        double sum = 0;
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                wave[row][column] -= hill[row][column] * waves / hills;
                sum += Math.abs(wave[row][column]);
            }
        }
        float[][] weights = new float[size][size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                weights[row][column] = (float) (wave[row][column] / sum);
            }
        }
        return new FilterKernel(String.format(Locale.ROOT, "gabor-%.3g-%.4gdeg", frequency, angle), weights);
    }

    /**
     * Even filters of every frequency and angle, the frequencies in turn, for each the angles evenly over half a turn.
     *
     * @param frequencies in waves per pixel, at least one
     * @param angles how many, 1 to 64
     * @param sigma in pixels; 0 for {@link #usualSigma}
     * @throws FoveaException for a value out of range
     */
    public static List<Gabor> bank(double[] frequencies, int angles, double sigma) {
        if (angles < 1 || angles > 64 || frequencies.length < 1) {
            throw new FoveaException("A bank of Gabor filters has 1 to 64 angles and at least one frequency; there are "
                    + angles + " and " + frequencies.length + ".");
        }
        List<Gabor> bank = new ArrayList<>();
        for (double frequency : frequencies) {
            for (int i = 0; i < angles; i++) {
                bank.add(new Gabor(frequency, 180.0 * i / angles, sigma > 0 ? sigma : usualSigma(frequency), 0));
            }
        }
        return bank;
    }
}
