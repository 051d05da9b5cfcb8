package io.fovea.graph;

/**
 * IEEE 754 half precision (ONNX's FLOAT16) and bfloat16 as bit patterns, converted as IEEE 754 says: widening is exact,
 * narrowing rounds to the nearest even.
 */
public final class HalfPrecision {

    private HalfPrecision() {}

    /** The float with the value of half-precision {@code bits}. */
    public static float fromFloat16(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = (bits >> 10) & 0x1f;
        int mantissa = bits & 0x3ff;
        if (exponent == 0) {
            float magnitude = mantissa * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        int wide = exponent == 0x1f ? 0xff : exponent + 112;
        return Float.intBitsToFloat(sign | wide << 23 | mantissa << 13);
    }

    /** The half-precision bits nearest to {@code value}; too large values become infinite. */
    public static short toFloat16(float value) {
        int bits = Float.floatToIntBits(value);
        int sign = (bits >>> 16) & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | 0x7e00);
        }
        if (magnitude >= 65520f) {
            return (short) (sign | 0x7c00);
        }
        if (magnitude < 0x1p-14f) {
            return (short) (sign | (int) Math.rint(magnitude * 0x1p24f));
        }
        int rebiased = (bits & 0x7fffffff) - (112 << 23);
        int rounded = (rebiased + 0xfff + ((rebiased >> 13) & 1)) >> 13;
        return (short) (sign | rounded);
    }

    /** The float with the value of bfloat16 {@code bits}. */
    public static float fromBfloat16(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }
}
