package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Channels that are no colours: as many as a file says, never taken for a colour photograph. */
class ChannelsTest {
    /** Two pixels of two stains: 10 and 1000, then 20 and 3000. */
    private static final Image STAINS = Image.channels16(2, 1, 2, new short[] {10, 1000, 20, 3000});

    private static final Normalisation PLAIN = Normalisation.RAW.with(Stretch.NONE, 0, 100);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "1, 2, 8, false, 2x1 2-channel 8-bit",
        "1, 2, 16, true, 2x1 2-channel 16-bit",
        "1, 3, 16, false, 2x1 3-channel 16-bit",
        "1, 5, 32, true, 2x1 5-channel 32-bit",
        "1, 16, 8, true, 2x1 16-channel 8-bit",
        "0, 4, 8, false, 2x1 4-channel 8-bit",
        "2, 3, 16, true, 2x1 RGB 16-bit",
        "2, 6, 16, false, 2x1 6-channel 16-bit",
        "-1, 5, 8, false, 2x1 5-channel 8-bit",
        "-1, 3, 8, false, 2x1 RGB 8-bit",
    })
    void aTiffHasAsManyAsItSays(int photometric, int samples, int bits, boolean planar, String kind) {
        Path file = new TestTiff(2, 1)
                .photometric(photometric)
                .samples(samples)
                .bits(bits, bits == 32 ? 3 : 1)
                .planar(planar)
                .write(folder.resolve("a.tif"), (x, y, s) -> 100 * x + s + 1);

        Image image = Image.read(file);

        assertThat(image).hasToString(kind);
        try (Pages pages = Pages.open(file)) {
            assertThat(pages.header(0)).hasToString(kind);
        }
        for (int c = 0; c < samples; c++) {
            float expected = photometric == 0 ? 255 - (101 + c) : 101 + c;
            assertThat(image.value(1, 0, c)).isEqualTo(expected);
            assertThat(image.channel(c).value(1, 0, 0)).isEqualTo(expected);
        }
    }

    @Test
    void transparencyBehindThemIsDropped() {
        Path file = folder.resolve("a.tif");
        new TestTiff(1, 1).samples(4, 0, 0, 2).write(file, (x, y, s) -> s + 1);

        assertThat(Image.read(file)).isEqualTo(Image.channels8(1, 1, 3, new byte[] {1, 2, 3}));
    }

    @Test
    void threeThatAreNoColoursAreNoColourPicture() {
        byte[] pixels = {1, 2, 3};

        assertThat(Image.channels8(1, 1, 3, pixels)).isNotEqualTo(Image.rgb8(1, 1, pixels));
        assertThat(Image.channels8(1, 1, 1, new byte[] {7})).isEqualTo(Image.gray8(1, 1, new byte[] {7}));
        assertThat(Image.rgb8(1, 1, pixels).isColor()).isTrue();
        assertThat(Image.rgb8(1, 1, pixels).channel(1).isColor()).isFalse();
    }

    @Test
    void planesGoTogetherThatAreAlike() {
        Image one = Image.gray16(2, 1, new short[] {10, 20});
        Image other = Image.gray16(2, 1, new short[] {1000, 3000});

        assertThat(Image.ofChannels(List.of(one, other))).isEqualTo(STAINS);
        assertThatThrownBy(() -> Image.ofChannels(List.of(one, Image.gray8(2, 1, new byte[2]))))
                .isInstanceOf(FoveaException.class)
                .hasMessage("The channels do not go together: one is 2x1 grey 16-bit, another 2x1 grey 8-bit; give them"
                        + " one size and depth.");
    }

    @ParameterizedTest
    @CsvSource({"NCHW, 10 20 1000 3000", "NHWC, 10 1000 20 3000"})
    void goIntoAModelAsTheyAre(Layout layout, String expected) {
        assertThat(prepared(STAINS, new Preparation(Color.CHANNELS, 2, layout, PLAIN)))
                .containsExactly(floats(expected));
    }

    @Test
    void eachIsStretchedAndNormalisedByItself() {
        Normalisation normalisation =
                new Normalisation(1, new float[] {5, 55}, new float[] {2, 4}, Stretch.DEEP, 0, 100);

        assertThat(prepared(STAINS, new Preparation(Color.CHANNELS, 2, Layout.NCHW, normalisation)))
                .containsExactly((0 - 5) / 2f, (255 - 5) / 2f, (0 - 55) / 4f, (255 - 55) / 4f);
        // Colours are stretched together: their hue is what they show.
        Image colors = Image.rgb16(2, 1, new short[] {0, 100, 200, 0, 100, 400});
        assertThat(prepared(
                        colors, new Preparation(Color.RGB, Layout.NHWC, Normalisation.RAW.with(Stretch.DEEP, 0, 100))))
                .containsExactly(0, 63.75f, 127.5f, 0, 63.75f, 255);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2|RGB|3|The image has 2 channels and the model takes red, green and blue; say which with --channel"
                        + " (channel= in macros).",
                "3|RGB|3|The image has 3 channels, which are not declared to be colours, and the model takes red, green"
                        + " and blue; say which with --channel (channel= in macros).",
                "2|GRAY|1|The image has 2 channels and the model takes one channel; say which with --channel"
                        + " (channel= in macros).",
                "2|CHANNELS|5|The image has 2 channels and the model takes 5 channels; say which with --channel"
                        + " (channel= in macros).",
                "1|CHANNELS|2|The image has 1 channel and the model takes 2 channels; say which with --channel"
                        + " (channel= in macros).",
                "RGB|CHANNELS|2|The image is RGB, a colour picture, and the model takes 2 channels that are no colours;"
                        + " give it an image of these channels.",
            })
    void modelsThatTakeOthersRefuseThem(String image, Color color, int channels, String sentence) {
        Image given = image.equals("RGB")
                ? Image.rgb8(1, 1, new byte[3])
                : Image.channels8(1, 1, Integer.parseInt(image), new byte[Integer.parseInt(image)]);

        assertThatThrownBy(() -> new Preparation(color, channels, Layout.NCHW, PLAIN).prepare(given))
                .isInstanceOf(FoveaException.class)
                .hasMessage(sentence);
    }

    @Test
    void threeColoursAreThreeChannelsToAModelOfThree() {
        Image image = Image.rgb8(1, 1, new byte[] {1, 2, 3});

        assertThat(prepared(image, new Preparation(Color.CHANNELS, 3, Layout.NCHW, PLAIN)))
                .containsExactly(1, 2, 3);
    }

    @Test
    void theEyeSeesThemInImageJsColours() {
        // Each channel has one bright pixel; the last has all.
        byte[] pixels = new byte[8 * 8];
        for (int c = 0; c < 8; c++) {
            pixels[c * 8 + c] = 100;
        }
        byte[] shown = Overlays.shown(Image.channels8(8, 1, 8, pixels));

        int[] colors = {0xff0000, 0x00ff00, 0x0000ff, 0xffffff, 0x00ffff, 0xff00ff, 0xffff00, 0xffffff};
        for (int x = 0; x < 8; x++) {
            int color = (shown[3 * x] & 0xff) << 16 | (shown[3 * x + 1] & 0xff) << 8 | shown[3 * x + 2] & 0xff;
            assertThat(color).as("pixel %d", x).isEqualTo(colors[x]);
        }
        // Where several are bright, their sum is seen.
        byte[] both = Overlays.shown(Image.channels8(2, 1, 2, new byte[] {9, 9, 0, 0}));
        assertThat(both).containsExactly(255, 255, 0, 0, 0, 0);
    }

    @ParameterizedTest
    @CsvSource({"8", "16", "32"})
    void comeBackFromAFileAsAPageEach(int bits) {
        Image image =
                switch (bits) {
                    case 8 -> Image.channels8(2, 1, 3, new byte[] {1, 2, 3, 4, 5, (byte) 200});
                    case 16 -> Image.channels16(2, 1, 3, new short[] {1, 2, 3, 4, 5, (short) 60000});
                    default -> Image.channels32(2, 1, 3, new float[] {1, 2, 3, 4, -5, 0.5f});
                };
        Path file = folder.resolve("a.tif");
        image.write(file, "a photo.png");

        assertThat(Image.ofChannels(Image.readPages(file))).isEqualTo(image);
        assertThat(Origin.of(file)).contains("a photo.png");
        try (Pages pages = Pages.open(file)) {
            assertThat(Hyperstack.of(pages).planes())
                    .containsExactly(new Plane(1, 1, 1, 1), new Plane(1, 2, 1, 1), new Plane(1, 3, 1, 1));
        }
        assertThatThrownBy(() -> image.channel(0).resized(2, 1).with(new byte[1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"5000, 5", "12, 60000", "12, 0", "0, 0"})
    void namesThatAreDamagedAreNone(int table, int label) {
        Path file = new TestTiff(1, 1)
                .description("ImageJ=1.54p\nimages=2\nchannels=2\nhyperstack=true\n")
                .tag(50838, table, label, label)
                .tag(50839, 0x494a, 0x494a, 0x626c, 0x6c61, 2, 0)
                .write(folder.resolve("a.tif"), List.of((x, y, s) -> 1, (x, y, s) -> 2));

        try (Pages pages = Pages.open(file)) {
            assertThat(Hyperstack.of(pages).channelNames()).isEmpty();
            assertThat(pages.read(1).value(0, 0, 0)).isEqualTo(2);
        }
    }

    @Test
    void labelsHaveOne() {
        Path file = new TestTiff(1, 1).samples(2).write(folder.resolve("a.tif"), (x, y, s) -> s);

        assertThatThrownBy(() -> IndexImage.read(file))
                .isInstanceOf(FoveaException.class)
                .hasMessage(
                        "'" + file + "' has 2 channels, and labels have one; save that which holds them by itself.");
    }

    @Test
    void pngHasNoPlaceForThem() {
        Path file = folder.resolve("a.png");

        assertThatThrownBy(() -> STAINS.write(file))
                .isInstanceOf(FoveaException.class)
                .hasMessage("Cannot write '" + file + "': PNG holds grey or RGB, not 2 channels; use .tif.");
    }

    @Test
    void stayWhatTheyAreAtAnotherSize() {
        Image six = Image.channels8(2, 1, 6, new byte[] {0, 10, 20, 30, 40, 50, 2, 12, 22, 32, 42, 52});

        assertThat(six.resized(1, 1)).isEqualTo(Image.channels8(1, 1, 6, new byte[] {1, 11, 21, 31, 41, 51}));
        assertThat(Image.channels8(2, 1, 3, new byte[6]).resized(4, 4).isColor())
                .isFalse();
    }

    private static float[] prepared(Image image, Preparation preparation) {
        FloatBuffer target = FloatBuffer.allocate(image.width() * image.height() * preparation.channels());
        preparation.fill(image, image.width(), image.height(), target);
        return target.array();
    }

    private static float[] floats(String words) {
        String[] numbers = words.split(" ");
        float[] values = new float[numbers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.parseFloat(numbers[i]);
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource({"8", "16", "32"})
    void planesOfSeveralRowsComeBackRowByRow(int bits) {
        Image image =
                switch (bits) {
                    case 8 -> Image.channels8(3, 2, 2, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, (byte) 200});
                    case 16 ->
                        Image.channels16(3, 2, 2, new short[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, (short) 60000});
                    default -> Image.channels32(3, 2, 2, new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, -0.5f});
                };
        Path file = folder.resolve("a.tif");
        image.write(file);

        assertThat(Image.ofChannels(Image.readPages(file))).isEqualTo(image);
        assertThat(image.channel(1).value(2, 1, 0)).isEqualTo(bits == 8 ? 200 : bits == 16 ? 60000 : -0.5f);
        assertThat(image.channel(0).value(0, 1, 0)).isEqualTo(7);
    }

    /** Red from 0 to 200 and green from 100 to 0: each is stretched to 0..255, a quarter of which is 64. */
    @Test
    void theEyeSeesEachPixelOfEachRowInItsBrightness() {
        Image image = Image.channels8(2, 2, 2, new byte[] {0, 100, 50, 75, 100, 25, (byte) 200, 0});

        assertThat(Overlays.shown(image)).containsExactly(0, 255, 0, 64, 191, 0, 128, 64, 0, 255, 0, 0);
        assertThat(Overlays.forTheEye(image).bytes()).isEqualTo(Overlays.shown(image));
        Image rgb = Image.rgb8(1, 1, new byte[3]);
        Image gray = Image.gray8(1, 1, new byte[1]);
        assertThat(Overlays.forTheEye(rgb)).isSameAs(rgb);
        assertThat(Overlays.forTheEye(gray)).isSameAs(gray);
    }

    /** Big and little end first: a header of twelve bytes, then two labels in UTF-16. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void imageJNamesThemOnItsSlices(boolean bigEndFirst) {
        ByteOrder order = bigEndFirst ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        long[] magic = bigEndFirst
                ? new long[] {0x494a, 0x494a, 0x696e, 0x666f, 0, 1, 0x6c61, 0x626c, 0, 2}
                : new long[] {0x494a, 0x494a, 0x666f, 0x696e, 1, 0, 0x626c, 0x6c61, 2, 0};
        long[] data = LongStream.concat(
                        Arrays.stream(magic), "noDAPIGFP".chars().asLongStream())
                .toArray();
        Path file = new TestTiff(1, 1)
                .order(order, false)
                .description("ImageJ=1.54p\nimages=2\nchannels=2\nhyperstack=true\n")
                .tag(50838, 20, 4, 8, 6)
                .tag(50839, data)
                .write(folder.resolve("a.tif"), List.of((x, y, s) -> 1, (x, y, s) -> 2));

        try (Pages pages = Pages.open(file)) {
            assertThat(pages.labels()).containsExactly("DAPI", "GFP");
            assertThat(Hyperstack.of(pages).channelNames()).containsExactly("DAPI", "GFP");
        }
    }

    /** A table that ends in the middle, counts that are not there, labels that are longer than what is left. */
    @ParameterizedTest
    @CsvSource({
        "12 8 6, 0x494a 0x494a 0x626c 0x6c61 3 0 68 65 80 73",
        "12 8 6, 0x494a 0x494a 0x626c 0x6c61 0xffff 0xffff 68 65 80 73",
        "12 8 60, 0x494a 0x494a 0x626c 0x6c61 2 0 68 65 80 73",
        "12 8 6, 0x494a 0x494b 0x626c 0x6c61 2 0 68 65 80 73 71 70 80",
        "12 8 6, 0x494a 0x494a 0x626d 0x6c61 2 0 68 65 80 73 71 70 80",
        "10 8 6, 0x494a 0x494a 0x626c 0x6c61 2 0 68 65 80 73 71 70 80",
        "4, 0x494a 0x494a",
    })
    void labelsThatContradictThemselvesAreNone(String sizes, String data) {
        Path file = new TestTiff(1, 1)
                .description("ImageJ=1.54p\nimages=2\nchannels=2\nhyperstack=true\n")
                .tag(50838, numbers(sizes))
                .tag(50839, numbers(data))
                .write(folder.resolve("a.tif"), List.of((x, y, s) -> 1, (x, y, s) -> 2));

        try (Pages pages = Pages.open(file)) {
            assertThat(pages.labels()).isEmpty();
        }
    }

    /** Others may use the same tags for something else. */
    @Test
    void labelsOfOtherProgramsAreNone() {
        Path file = new TestTiff(1, 1)
                .description("Other=1\n")
                .tag(50838, 12, 2, 2)
                .tag(50839, 0x494a, 0x494a, 0x626c, 0x6c61, 2, 0, 65, 66)
                .write(folder.resolve("a.tif"), List.of((x, y, s) -> 1, (x, y, s) -> 2));

        try (Pages pages = Pages.open(file)) {
            assertThat(pages.labels()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DAPI|GFP, DAPI|GFP",
        "' DAPI \n512x512'|GFP, DAPI|GFP",
        "DAPI|DAPI, ''",
        "DAPI|'', ''",
        "DAPI|c2, ''",
        "DAPI|Channel:0, ''",
        "DAPI|a photo.tif, ''",
        "c1/2 - a|GFP, ''",
    })
    void namesAreWordsOfTheirOwn(String written, String names) {
        assertThat(String.join(
                        "|", ChannelNames.among(List.of(written.replace("'", "").split("\\|", -1)))))
                .isEqualTo(names);
    }

    @Test
    void asManyAreColoursAsAModelReads() {
        assertThat(Color.of(1)).isEqualTo(Color.GRAY);
        assertThat(Color.of(3)).isEqualTo(Color.RGB);
        assertThat(Color.of(2)).isEqualTo(Color.CHANNELS);
        assertThat(Color.GRAY.fits(3)).isFalse();
        assertThat(Color.BGR.fits(3)).isTrue();
        assertThat(Color.CHANNELS.fits(0)).isFalse();
        assertThat(Color.CHANNELS.fits(1)).isTrue();
        assertThat(Color.CHANNELS.fits(16)).isTrue();
        assertThat(Color.CHANNELS.fits(17)).isFalse();
    }

    @Test
    void otherValuesHaveTheSameSizeAndChannels() {
        Image rgb = Image.rgb8(1, 1, new byte[] {1, 2, 3});

        assertThat(rgb.with(new byte[] {4, 5, 6})).isEqualTo(Image.rgb8(1, 1, new byte[] {4, 5, 6}));
        assertThat(rgb.with(new float[] {4, 5, 6})).isEqualTo(Image.rgb32(1, 1, new float[] {4, 5, 6}));
        assertThat(rgb.channel(0)).isEqualTo(Image.gray8(1, 1, new byte[] {1}));
        Image gray = Image.gray8(1, 1, new byte[] {1});
        assertThat(gray.channel(0)).isSameAs(gray);
        assertThat(rgb).hasSameHashCodeAs(Image.rgb8(1, 1, new byte[] {1, 2, 3}));
        assertThat(rgb.hashCode()).isNotEqualTo(gray.hashCode());
    }

    private static long[] numbers(String words) {
        return Arrays.stream(words.split(" ")).mapToLong(Long::decode).toArray();
    }
}
