package io.fovea.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Round numbers along an axis: multiples of 1, 2 or 5 times a power of ten, or powers of ten themselves.
 *
 * @param low where the axis begins
 * @param high where it ends, above {@code low}
 * @param values the numbers, rising, all within the axis
 */
public record Ticks(double low, double high, List<Double> values) {

    private static final double[] ROUND = {1, 2, 5, 10};
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /** Copies the list. */
    public Ticks {
        values = List.copyOf(values);
    }

    /** About {@code count} numbers; the axis grows so that it begins and ends with one. */
    public static Ticks linear(double low, double high, int count) {
        // Values that are all the same are seen against 0.
        double bottom = high > low ? low : Math.min(0, low);
        double top = high > low ? high : high == 0 ? 1 : Math.max(0, high);
        double span = top - bottom;
        double step = roundUp(span / count);
        long first = (long) Math.floor(bottom / step + 1e-9);
        long last = (long) Math.ceil((bottom + span) / step - 1e-9);
        List<Double> values = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            values.add(i * step);
        }
        return new Ticks(first * step, last * step, values);
    }

    /** Whole numbers from {@code first} to {@code last}, the axis ending with these two. */
    public static Ticks whole(int first, int last, int count) {
        long step = Math.max(1, Math.round(roundUp((double) (last - first) / count)));
        List<Double> values = new ArrayList<>();
        values.add((double) first);
        for (long i = step; i <= last; i += step) {
            if (i - first > step / 2) {
                values.add((double) i);
            }
        }
        return new Ticks(first, Math.max(last, first + 1), values);
    }

    /** Powers of ten, with 2 and 5 times them where there are few; for positive numbers. */
    public static Ticks logarithmic(double low, double high) {
        int first = (int) Math.floor(Math.log10(low));
        int last = (int) Math.ceil(Math.log10(high));
        boolean few = last - first <= 3;
        List<Double> values = new ArrayList<>();
        for (int exponent = first; exponent <= last; exponent++) {
            for (double factor : few ? new double[] {1, 2, 5} : new double[] {1}) {
                values.add(factor * Math.pow(10, exponent));
            }
        }
        double bottom =
                values.stream().filter(v -> v <= low).reduce((a, b) -> b).orElse(low);
        double top = values.stream().filter(v -> v >= high).findFirst().orElse(high);
        return new Ticks(
                bottom,
                top,
                values.stream().filter(v -> v >= bottom && v <= top).toList());
    }

    private static double roundUp(double step) {
        double power = Math.pow(10, Math.floor(Math.log10(step)));
        for (double factor : ROUND) {
            if (factor * power >= step * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** The number in as few digits as it takes; small ones as {@code 2·10⁻⁵}. */
    public static String words(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new java.math.MathContext(6, RoundingMode.HALF_UP));
        double size = Math.abs(value);
        if (size >= 1e-4 && size < 1e6) {
            return rounded.stripTrailingZeros().toPlainString().replace('-', '−');
        }
        int exponent = (int) Math.floor(Math.log10(size) + 1e-9);
        BigDecimal mantissa = rounded.scaleByPowerOfTen(-exponent)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        String factor = mantissa.compareTo(BigDecimal.ONE) == 0 ? "" : mantissa.toPlainString() + "·";
        return factor + "10" + superscript(exponent);
    }

    private static String superscript(int exponent) {
        StringBuilder raised = new StringBuilder(exponent < 0 ? "⁻" : "");
        Integer.toString(Math.abs(exponent)).chars().forEach(digit -> raised.append(SUPERSCRIPTS.charAt(digit - '0')));
        return raised.toString();
    }
}
