package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Dimension;
import java.awt.Point;
import java.awt.Rectangle;
import org.junit.jupiter.api.Test;

class BelowImageJTest {
    /** The second of two screens. */
    private static final Rectangle SCREEN = new Rectangle(1600, 30, 1600, 1170);

    @Test
    void whatFitsIsWhereItIsWished() {
        assertThat(BelowImageJ.within(SCREEN, new Point(1700, 123), new Dimension(1065, 396)))
                .isEqualTo(new Point(1700, 123));
    }

    @Test
    void whatWouldStickOutIsMovedInside() {
        assertThat(BelowImageJ.within(SCREEN, new Point(2384, 103), new Dimension(1065, 396)))
                .isEqualTo(new Point(2135, 103));
        assertThat(BelowImageJ.within(SCREEN, new Point(1500, 1000), new Dimension(810, 384)))
                .isEqualTo(new Point(1600, 816));
    }

    @Test
    void ofWhatIsTooLargeTheBeginningIsSeen() {
        assertThat(BelowImageJ.within(SCREEN, new Point(2000, 100), new Dimension(2000, 1300)))
                .isEqualTo(new Point(1600, 30));
    }
}
