package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import java.awt.Rectangle;
import org.junit.jupiter.api.Test;

class PreviewPartTest {
    private final ImagePlus small = IJ.createImage("small", "8-bit black", 300, 200, 1);
    private final ImagePlus large = IJ.createImage("large", "8-bit black", 3000, 2000, 1);

    @Test
    void aSmallImageIsTakenWhole() {
        assertThat(PreviewPart.box(small, true)).isEqualTo(new Rectangle(300, 200));
        small.setRoi(new PointRoi(10, 10));
        assertThat(PreviewPart.box(small, true)).isEqualTo(new Rectangle(300, 200));
    }

    @Test
    void ofALargeOneASquareInTheMiddle() {
        assertThat(PreviewPart.box(large, true)).isEqualTo(new Rectangle(1180, 680, 640, 640));
    }

    @Test
    void whatIsSelectedAloneIsTakenAlone() {
        large.setRoi(100, 200, 300, 400);
        assertThat(PreviewPart.box(large, true)).isEqualTo(new Rectangle(100, 200, 300, 400));
        large.setRoi(100, 200, 2000, 400);
        assertThat(PreviewPart.box(large, true)).isEqualTo(new Rectangle(780, 200, 640, 400));
        large.setRoi(new Roi(-50, -50, 100, 100));
        assertThat(PreviewPart.box(large, true)).isEqualTo(new Rectangle(0, 0, 50, 50));
    }

    @Test
    void aroundWhatIsSelectedWhereThatIsNotAllThatCounts() {
        large.setRoi(100, 200, 300, 400);
        assertThat(PreviewPart.box(large, false)).isEqualTo(new Rectangle(0, 80, 640, 640));
        large.setRoi(new PointRoi(2990, 1000));
        assertThat(PreviewPart.box(large, true)).isEqualTo(new Rectangle(2360, 680, 640, 640));
    }

    @Test
    void theChannelsOfThePlaneOnShowAreCutOutWithTheirColours() {
        ImagePlus stack = IJ.createHyperStack("stains", 40, 30, 2, 3, 4, 16);
        stack.getStack().getProcessor(stack.getStackIndex(2, 3, 4)).set(21, 12, 777);
        CompositeImage image = new CompositeImage(stack, CompositeImage.COMPOSITE);
        image.getCalibration().pixelWidth = 0.5;
        image.setPositionWithoutUpdate(2, 3, 4);
        image.setRoi(20, 10, 8, 9);

        PreviewPart part = PreviewPart.of(image, true);

        assertThat(part.image().getDimensions()).containsExactly(8, 9, 2, 1, 1);
        assertThat(part.image().getStack().getProcessor(2).get(1, 2)).isEqualTo(777);
        assertThat(part.image().getRoi().getBounds()).isEqualTo(new Rectangle(8, 9));
        assertThat(part.image().getC()).isEqualTo(2);
        assertThat(part.image().getLuts()[1]).isEqualTo(image.getLuts()[1]);
        assertThat(part.image().getCalibration().pixelWidth).isEqualTo(0.5);
        Overlay placed = part.placed(new Overlay(new Roi(1, 2, 3, 4)), "", PlaneKeys.ofChannel(""))
                .overlay();
        assertThat(placed.get(0).getBounds()).isEqualTo(new Rectangle(21, 12, 3, 4));
        assertThat(placed).allMatch(roi -> roi.getZPosition() == 3 && roi.getTPosition() == 4);
    }

    @Test
    void aColourStackStaysOne() {
        ImageStack colours = new ImageStack(20, 10);
        for (String name : new String[] {"Red", "Green", "Blue"}) {
            colours.addSlice(name, new ByteProcessor(20, 10));
        }
        ImagePlus rgb = new ImagePlus("colours", colours);
        assertThat(SourceChannels.of(rgb, "").isRgbStack()).isTrue();

        assertThat(SourceChannels.of(PreviewPart.whole(rgb).image(), "").isRgbStack())
                .isTrue();
    }
}
