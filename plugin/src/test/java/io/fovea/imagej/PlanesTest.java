package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.plugin.LutLoader;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;
import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.model.Input;
import java.awt.Rectangle;
import java.awt.image.IndexColorModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanesTest {

    private static Image first(ImagePlus image) {
        return Planes.of(image, 0).image(0);
    }

    /** The values 0, 100, 200 in a row, shown in a table. */
    private static ImagePlus row(LUT lut) {
        ImageProcessor pixels = new ByteProcessor(3, 1, new byte[] {0, 100, (byte) 200});
        pixels.setLut(lut);
        return new ImagePlus("row", pixels);
    }

    @ParameterizedTest
    @CsvSource({"grays, 100", "fire, 100", "green, 100"})
    void tablesThatGrowBrighterLeaveValuesAsTheyAre(String name, int expected) {
        IndexColorModel table = LutLoader.getLut(name);

        Image image = first(row(new LUT(table, 0, 255)));

        assertThat(image.toString()).isEqualTo("3x1 grey 8-bit");
        assertThat(image.value(1, 0, 0)).isEqualTo(expected);
    }

    @Test
    void thePlaneThatAScriptChoseInAStackWithoutAWindowIsOnShow() {
        ImagePlus stack = IJ.createHyperStack("a", 4, 4, 2, 3, 2, 8);
        stack.setSlice(stack.getStackIndex(2, 3, 2));
        stack.getStack().getProcessor(stack.getCurrentSlice()).set(1, 1, 7);

        Planes planes = Planes.of(stack, 0);

        assertThat(planes.shown()).hasValue(5);
        assertThat(planes.of(new Roi(0, 0, 2, 2))).hasValue(5);
        assertThat(planes.image(5).bytes()[5]).isEqualTo((byte) 7);
    }

    @Test
    void anInvertingTableIsUndone() {
        ImagePlus image = row(null);
        image.getProcessor().invertLut();

        assertThat(first(image).bytes()).containsExactly(255, 155, 55);
    }

    @Test
    void valuesCountNotTheBrightnessTheyAreShownWith() {
        ImagePlus image = row(null);
        image.setDisplayRange(50, 60);

        assertThat(first(image).bytes()).containsExactly(0, 100, 200);
    }

    @Test
    void anyOtherTableGivesColours() {
        byte[] red = new byte[256];
        byte[] green = new byte[256];
        byte[] blue = new byte[256];
        red[0] = (byte) 250;
        green[100] = 10;
        blue[200] = (byte) 255;

        Image image = first(row(new LUT(red, green, blue)));

        assertThat(image.toString()).isEqualTo("3x1 RGB 8-bit");
        assertThat(image.bytes()).containsExactly(250, 0, 0, 0, 10, 0, 0, 0, 255);
    }

    @Test
    void rgbIsRedGreenBlue() {
        ColorProcessor pixels = new ColorProcessor(2, 1, new int[] {0xff0a141e, 0xff010203});

        assertThat(first(new ImagePlus("rgb", pixels)).bytes()).containsExactly(10, 20, 30, 1, 2, 3);
    }

    @Test
    void oneColourOfAnRgbPictureIsRefusedAsItIsNoChannel() {
        ImagePlus picture = new ImagePlus("rgb", new ColorProcessor(2, 1, new int[] {0xff0a141e, 0xff010203}));

        assertThat(Planes.of(picture, "1").image(0).bytes()).containsExactly(10, 20, 30, 1, 2, 3);
        assertThatThrownBy(() -> Planes.of(picture, "Green").image(0))
                .isInstanceOf(FoveaException.class)
                .hasMessage("'rgb' is an RGB picture, of which the model is given all colours; leave channel out, or"
                        + " split it first (Image > Color > Split Channels).");
    }

    @Test
    void deepImagesKeepTheirDepth() {
        ImagePlus deep = new ImagePlus("16", new ShortProcessor(2, 1, new short[] {1, (short) 60000}, null));
        assertThat(first(deep).value(1, 0, 0)).isEqualTo(60000);
        deep.getProcessor().invertLut();
        assertThat(first(deep).value(1, 0, 0)).isEqualTo(5535);

        float[] values = {-1.5f, Float.NaN, 3};
        assertThat(first(new ImagePlus("32", new FloatProcessor(3, 1, values))).floats())
                .containsExactly(-1.5f, -1.5f, 3);
    }

    @Test
    void oneOfSeveralChannelsIsTakenTheOneOnShowUnlessNamed() {
        ImagePlus image = IJ.createHyperStack("multi", 2, 2, 2, 3, 2, 16);
        for (int i = 1; i <= 12; i++) {
            image.getStack().getProcessor(i).set(0, i);
        }
        image.setPosition(2, 1, 1);

        Planes planes = Planes.of(image, 0);
        assertThat(planes.count()).isEqualTo(6);
        // Channel 2, depth 3, time 2.
        assertThat(planes.image(5).value(0, 0, 0)).isEqualTo(12);
        assertThat(Planes.of(image, 1).image(1).value(0, 0, 0)).isEqualTo(3);
    }

    @Test
    void slicesAndFramesAreChosenAndNamed() {
        ImagePlus image = IJ.createHyperStack("multi.tif", 2, 2, 2, 5, 2, 16);
        for (int i = 1; i <= 20; i++) {
            image.getStack().getProcessor(i).set(0, i);
        }

        Planes planes = Planes.of(image, new PlaneKeys("2", "4-", "2"));

        assertThat(planes.count()).isEqualTo(2);
        // Channel 2, depth 5, time 2.
        assertThat(planes.image(1).value(0, 0, 0)).isEqualTo(20);
        assertThat(planes.names().title(1)).isEqualTo("slice 5 of 5, frame 2 of 2");
        assertThat(planes.names().doing("Segmenting", 0)).isEqualTo("Segmenting multi.tif, slice 4 of 5, frame 2 of 2");
        assertThat(planes.names().ofRoi(1, 12)).isEqualTo("z0005-t0002-0012");
        assertThat(planes.names().what()).isEqualTo("multi.tif");
        Planes one = Planes.of(image, new PlaneKeys("2", "3", "1"));
        one.image(0, Input.tiled(io.fovea.image.Color.RGB, 0, 1));
        assertThat(one.names().what()).isEqualTo("multi.tif (channel 2, slice 3 of 5, frame 1 of 2)");
        assertThatThrownBy(() -> Planes.of(image, new PlaneKeys("2", "6", "")))
                .hasMessage("'multi.tif' has no slice 6; it has slices 1 to 5.");
        assertThatThrownBy(() -> Planes.of(image, new PlaneKeys("2", "", "0")))
                .hasMessageStartingWith("The frame is '0'; give numbers from 1 on");
    }

    @Test
    void aRectangleOfAPlaneIsCutOut() {
        ImageStack wide = new ImageStack(3, 2);
        wide.addSlice(new ByteProcessor(3, 2, new byte[] {1, 2, 3, 4, 5, 6}));

        Image part = Planes.of(new ImagePlus("wide", wide), 0)
                .within(new Rectangle(1, 0, 2, 2))
                .image(0);

        assertThat(part.bytes()).containsExactly(2, 3, 5, 6);
        assertThat(wide.getProcessor(1).getWidth()).isEqualTo(3);
    }

    @Test
    void threeChannelsAreNoColoursEvenIfTheyAreShownInThem() {
        ImagePlus composite = composite(3);
        composite.setC(2);

        assertThat(first(composite).toString()).isEqualTo("1x1 grey 16-bit");
        assertThat(first(composite).shorts()).containsExactly(2000);
        assertThat(Planes.of(composite, 3).image(0).value(0, 0, 0)).isEqualTo(3000);
    }

    @Test
    void aModelOfSeveralChannelsIsGivenThemTogether() {
        ImagePlus composite = composite(3);
        Input three = Input.tiled(io.fovea.image.Color.GRAY, 0, 1).withChannels(3, List.of());
        Input two = three.withChannels(2, List.of());

        assertThat(Planes.of(composite, "0").image(0, three))
                .isEqualTo(Image.channels16(1, 1, 3, new short[] {1000, 2000, 3000}));
        assertThat(Planes.of(composite, "3,1").image(0, two))
                .isEqualTo(Image.channels16(1, 1, 2, new short[] {3000, 1000}));
        assertThatThrownBy(() -> Planes.of(composite, "").image(0, two))
                .isInstanceOf(FoveaException.class)
                .hasMessage("'multi' has 3 channels, the model takes 2 channels; say which with --channel (channel= in"
                        + " macros).");
        assertThatThrownBy(() -> Planes.of(composite, "2").image(0, two))
                .hasMessage("1 channel is chosen of 'multi', and the model takes 2 channels.");
        assertThatThrownBy(() -> Planes.of(composite, "2,1").image(0, Input.tiled(io.fovea.image.Color.RGB, 0, 1)))
                .hasMessage("2 channels are chosen of 'multi', and one is what is taken.");
    }

    @Test
    void channelsAreFoundByTheNamesOnTheirSlices() {
        ImagePlus composite = composite(3);
        composite.getStack().setSliceLabel("GFP", 1);
        composite.getStack().setSliceLabel("DAPI\nexposure 20 ms", 2);
        composite.getStack().setSliceLabel("Cy5", 3);
        Input named = Input.tiled(io.fovea.image.Color.GRAY, 0, 1).withChannels(2, List.of("DAPI", "GFP"));

        assertThat(Planes.of(composite, "0").image(0, named).shorts()).containsExactly(2000, 1000);
        assertThat(Planes.of(composite, "cy5,DAPI").image(0, named).shorts()).containsExactly(3000, 2000);
        assertThat(Planes.of(composite, "cy5").image(0).shorts()).containsExactly(3000);
    }

    @Test
    void coloursAreThreeChannelsToAModelOfThree() {
        ImagePlus rgb = new ImagePlus("rgb", new ColorProcessor(1, 1, new int[] {0xff0a141e}));
        Input three = Input.tiled(io.fovea.image.Color.GRAY, 0, 1).withChannels(3, List.of());

        assertThat(Planes.of(rgb, "0").image(0, three).bytes()).containsExactly(10, 20, 30);
    }

    /** One pixel of so many channels: 1000, 2000, ... */
    private static ImagePlus composite(int channels) {
        ImageStack stack = new ImageStack(1, 1);
        for (int value = 1; value <= channels; value++) {
            stack.addSlice(new ShortProcessor(1, 1, new short[] {(short) (value * 1000)}, null));
        }
        ImagePlus image = new ImagePlus("multi", stack);
        image.setDimensions(channels, 1, 1);
        return new CompositeImage(image, CompositeImage.COMPOSITE);
    }

    @Test
    void anRgbStackIsOnePlaneOfColour() {
        ImageStack stack = new ImageStack(1, 1);
        stack.addSlice("Red", new ByteProcessor(1, 1, new byte[] {1}));
        stack.addSlice("Green", new ByteProcessor(1, 1, new byte[] {2}));
        stack.addSlice("Blue", new ByteProcessor(1, 1, new byte[] {3}));

        Planes planes = Planes.of(new ImagePlus("rgb", stack), 0);

        assertThat(planes.count()).isEqualTo(1);
        assertThat(planes.image(0).bytes()).containsExactly(1, 2, 3);
        Planes two = Planes.of(new ImagePlus("rgb", stack), "3,1");
        Input input = Input.tiled(io.fovea.image.Color.GRAY, 0, 1).withChannels(2, List.of());
        assertThat(two.count()).isEqualTo(1);
        assertThat(two.image(0, input).bytes()).containsExactly(3, 1);
    }

    @Test
    void aChannelThatIsNotThereIsRefused() {
        ImagePlus image = IJ.createImage("grey", "8-bit", 2, 2, 1);

        assertThatThrownBy(() -> Planes.of(image, 4))
                .isInstanceOf(FoveaException.class)
                .hasMessage("'grey' has 1 channel, so channel must be 1..1, or 0 for colour or the channel on show;"
                        + " it is 4.");
    }
}
