package io.fovea;

import java.math.BigInteger;

/** The least number that two numbers divide. */
public final class CommonMultiple {
    private CommonMultiple() {}

    /** That of two numbers above 0, of 31 bits each. */
    public static long of(long a, long b) {
        return a / BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).longValueExact() * b;
    }
}
