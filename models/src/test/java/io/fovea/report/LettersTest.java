package io.fovea.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LettersTest {

    /** The first is Java 25's without fonts; the others are what a library that is missing, and a class that could not begin, come as. */
    static Stream<Throwable> failures() {
        return Stream.of(
                new RuntimeException("Fontconfig head is null, check your fonts or fonts configuration"),
                new InternalError("java.lang.reflect.InvocationTargetException"),
                new NullPointerException(),
                new UnsatisfiedLinkError("libfreetype.so.6"),
                new NoClassDefFoundError("Could not initialize class sun.awt.X11FontManager"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void noneAreDrawnWhereJavaFailsToDrawOne(Throwable failure) {
        assertThat(Letters.areDrawnBy(() -> sneak(failure))).isFalse();
    }

    @Test
    void theyAreDrawnWhereNothingFails() {
        assertThat(Letters.areDrawnBy(() -> {})).isTrue();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }
}
